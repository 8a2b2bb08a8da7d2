using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator Select = new("select", "int");
        private static readonly Operator SliceDim = new("slice", "Tensor");
        private static readonly Operator IndexBy = new("index", "Tensor");
        private static readonly Operator IndexPut = new("index_put_");
        private static readonly Operator IndexSelect = new("index_select");
        private static readonly Operator IndexAdd = new("index_add");
        private static readonly Operator IndexAddInPlace = new("index_add_");
        private static readonly Operator Gather = new("gather");
        private static readonly Operator ScatterInPlace = new("scatter_", "src");
        private static readonly Operator ScatterAddInPlace = new("scatter_add_");
        private static readonly Operator MaskedFill = new("masked_fill", "Scalar");
        private static readonly Operator MaskedFillInPlace = new("masked_fill_", "Scalar");
        private static readonly Operator MaskedSelect = new("masked_select");
        private static readonly Operator Nonzero = new("nonzero");
        private static readonly Operator TopK = new("topk");
        private static readonly Operator Sort = new("sort", "stable");
        private static readonly Operator ArgSort = new("argsort");

        /// <summary>The part that an index as in Python chooses; what is set there is broadcast.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements that tensors of indices choose.</summary>
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>One index of the first dimension.</summary>
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, i1);
        }

        /// <summary>One index of the first two dimensions.</summary>
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => index_put_(value, i1, i2);
        }

        /// <summary>One index of the first three dimensions.</summary>
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        /// <summary>The part that an index as in Python chooses.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var view = ViewAt(indices, out var chosen);
            if (chosen is null) return view;
            using (view) return IndexBy.Call(view, Argument.Optional(chosen));
        }

        /// <summary>The elements that tensors of indices choose.</summary>
        public Tensor index(params Tensor[] indices) => IndexBy.Call(this, Argument.Optional(indices));

        /// <summary>Sets the part that an index as in Python chooses.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var view = ViewAt(indices, out var chosen);
            if (chosen is null) view.copy_(value);
            else IndexPut.Run(view, Argument.Optional(chosen), value);
            return this;
        }

        /// <summary>Sets the elements that tensors of indices choose.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, accumulate: false);

        /// <summary>Sets the elements that tensors of indices choose, or adds to them.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Into(IndexPut, Argument.Optional(indices), value, accumulate);

        /// <summary>One index of a dimension, which goes.</summary>
        public Tensor select(long dim, long index) => Select.Call(this, dim, index);

        /// <summary>Indices of a dimension.</summary>
        public Tensor index_select(long dim, Tensor index) => IndexSelect.Call(this, dim, index);

        /// <summary>With alpha · source added at indices of a dimension.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            IndexAdd.Call(this, dim, index, source, alpha);

        /// <summary>With alpha · source added at indices of a dimension, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            IndexAddInPlace.Run(this, dim, index, source, alpha);
            return this;
        }

        /// <summary>For every element of the index, the element at that index of a dimension.</summary>
        public Tensor gather(long dim, Tensor index) => Gather.Call(this, dim, index);

        /// <summary>Sets the element at every index of a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Into(ScatterInPlace, dim, index, src);

        /// <summary>Adds to the element at every index of a dimension, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Into(ScatterAddInPlace, dim, index, src);

        /// <summary>With a number where the mask holds.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => MaskedFill.Call(this, mask, value);

        /// <summary>With a number where the mask holds, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Into(MaskedFillInPlace, mask, value);

        /// <summary>The elements where the mask holds, [count].</summary>
        public Tensor masked_select(Tensor mask) => MaskedSelect.Call(this, mask);

        /// <summary>Indices of the elements that are not zero, [count, dimensions].</summary>
        public Tensor nonzero() => Nonzero.Call(this);

        /// <summary>The k largest (or smallest) elements along a dimension, and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            TopK.Pair(this, (long)k, (long)dim, largest, sorted);

        /// <summary>The elements in order along a dimension, and where they were.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Sort.Pair(this, stable, dim, descending);

        /// <summary>Where along a dimension the elements in order are.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => ArgSort.Call(this, dim, descending);

        // What ATen's TensorIndexing.h does: numbers, ranges and new dimensions make a view, tensors are left to index and index_put_.
        private Tensor ViewAt(TensorIndex[] indices, out Tensor?[]? chosen)
        {
            chosen = null;
            var taken = indices.Count(i => i.Kind is IndexKind.Single or IndexKind.Slice)
                + indices.Where(i => i.Kind == IndexKind.Tensor).Sum(Taken);
            if (taken > Dimensions)
                throw new ArgumentException($"{taken} indices for a tensor of {Dimensions} dimensions", nameof(indices));
            var view = alias();
            var dim = 0;
            foreach (var part in indices)
            {
                switch (part.Kind)
                {
                    case IndexKind.Single:
                        view = Next(view, Select.Call(view, dim, part.Start));
                        break;
                    case IndexKind.Slice:
                        if (part.Start is not null || part.Stop is not null || part.Step is not null)
                            view = Next(view, SliceDim.Call(view, dim, part.Start, part.Stop, part.Step ?? 1L));
                        dim++;
                        break;
                    case IndexKind.Ellipsis:
                        dim += checked((int)(Dimensions - taken));
                        break;
                    case IndexKind.NewDimension:
                        view = Next(view, view.unsqueeze(dim++));
                        break;
                    case IndexKind.Tensor:
                        chosen ??= [];
                        Array.Resize(ref chosen, dim + 1);
                        chosen[dim] = part.Chosen;
                        dim += (int)Taken(part);
                        break;
                }
            }

            return view;
        }

        // A mask takes as many dimensions as it has.
        private static long Taken(TensorIndex part) => part.Chosen!.dtype == ScalarType.Bool ? part.Chosen.Dimensions : 1;

        private static Tensor Next(Tensor before, Tensor after)
        {
            before.Dispose();
            return after;
        }
    }

    /// <summary>Indices of a dimension.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    /// <summary>For every element of the index, the element at that index of a dimension.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    /// <summary>The elements where the mask holds, [count].</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    /// <summary>The k largest (or smallest) elements along a dimension, and where they are.</summary>
    public static (Tensor values, Tensor indices) topk(
        Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        tensor.topk(k, dim, largest, sorted);

    /// <summary>The elements in order along a dimension, and where they were.</summary>
    public static (Tensor values, Tensor indices) sort(
        Tensor input, long dim = -1, bool descending = false, bool stable = false) =>
        input.sort(dim, descending, stable);
}
