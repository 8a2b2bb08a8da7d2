using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed unsafe partial class Tensor
    {
        private static readonly Operator Backward = new("_backward");
        private static readonly Operator Detach = new("detach");
        private static readonly Operator DetachInPlace = new("detach_");

        /// <summary>Whether gradients are computed for it.</summary>
        public bool requires_grad
        {
            get
            {
                Native.Check(Native.TensorRequiresGrad(Handle, out var required, out _));
                return required != 0;
            }
            set => Native.Check(Native.TensorSetRequiresGrad(Handle, value ? 1 : 0));
        }

        /// <summary>Whether it was made by the user, not by a recorded operator.</summary>
        public bool is_leaf
        {
            get
            {
                Native.Check(Native.TensorRequiresGrad(Handle, out _, out var leaf));
                return leaf != 0;
            }
        }

        /// <summary>The accumulated gradient: null before the first backward. Every read makes a new reference to it.</summary>
        public Tensor? grad
        {
            get
            {
                Native.Check(Native.TensorGrad(Handle, out var found));
                return found == 0 ? null : new Tensor(found);
            }
            set => Native.Check(value is null ? Native.TensorClearGrad(Handle, 0) : Native.TensorSetGrad(Handle, value.Handle));
        }

        /// <summary>Sets whether gradients are computed for it.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets whether gradients are computed for it.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => Native.Check(Native.TensorRetainGrad(Handle));

        /// <summary>Adds this scalar's derivative by every leaf to the leaf's gradient.</summary>
        public void backward() => Backward.Run(this, Array.Empty<Tensor>());

        /// <summary>
        /// Adds the derivative by every leaf (or every input) to its gradient, this tensor weighed by a gradient of its own.
        /// </summary>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            Backward.Run(this, inputs?.ToArray() ?? [], grad_tensors?[0], retain_graph, create_graph);

        /// <summary>The same elements, unrecorded.</summary>
        public Tensor detach() => Detach.Call(this);

        /// <summary>Forgets how it was computed.</summary>
        public Tensor detach_()
        {
            DetachInPlace.Run(this);
            return this;
        }
    }
}
