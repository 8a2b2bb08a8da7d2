using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator Softmax = new("softmax", "int");
        private static readonly Operator LogSoftmax = new("log_softmax", "int");

        /// <summary>exp(x) over its sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Softmax.Call(this, dim, dtype);

        /// <summary>Logarithm of <see cref="softmax"/>, without underflow.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => LogSoftmax.Call(this, dim, dtype);
    }

    /// <summary>exp(x) over its sum along a dimension.</summary>
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    /// <summary>What networks are made of.</summary>
    public static partial class nn
    {
        /// <summary>Layers as functions.</summary>
        public static partial class functional
        {
            private static readonly Operator Softplus = new("softplus");

            /// <summary>x · sigmoid(x).</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            /// <summary>The positive part.</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            /// <summary>x · Φ(x), Φ the standard normal distribution function.</summary>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <summary>Logistic function.</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>Hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            /// <summary>log(1 + exp(beta · x)) / beta; x itself where beta · x exceeds the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => Softplus.Call(x, beta, threshold);

            /// <summary>exp(x) over its sum along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>Logarithm of <see cref="softmax"/>, without underflow.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);
        }
    }
}
