using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of the losses of all elements.</summary>
        public enum Reduction : long
        {
            /// <summary>They stay.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        public static partial class functional
        {
            private static readonly Operator Mse = new("mse_loss");
            private static readonly Operator L1 = new("l1_loss");
            private static readonly Operator SmoothL1 = new("smooth_l1_loss");
            private static readonly Operator CrossEntropy = new("cross_entropy_loss");

            /// <summary>Squared error.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Mse.Call(input, target, (long)reduction);

            /// <summary>Absolute error.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                L1.Call(input, target, (long)reduction);

            /// <summary>Squared error below beta, absolute error above.</summary>
            public static Tensor smooth_l1_loss(
                Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                SmoothL1.Call(input, target, (long)reduction, beta);

            /// <summary>Negative log likelihood of classes, [count], under the softmax of [count, classes].</summary>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                CrossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);
        }
    }
}
