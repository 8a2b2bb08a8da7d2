using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator Rand = new("rand", "generator");
    private static readonly Operator Randn = new("randn", "generator");
    private static readonly Operator Randint = new("randint", "low_generator");
    private static readonly Operator Randperm = new("randperm", "generator");

    /// <summary>A tensor of a shape, uniform in [0, 1).</summary>
    public static Tensor rand(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Made(Rand.Call(size, generator, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>A tensor of a shape, uniform in [0, 1).</summary>
    public static Tensor rand(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        rand(size.ToArray(), dtype, device, requires_grad, generator);

    /// <summary>A vector, uniform in [0, 1).</summary>
    public static Tensor rand(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        rand([size], dtype, device, requires_grad, generator);

    /// <summary>A matrix, uniform in [0, 1).</summary>
    public static Tensor rand(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        rand([rows, columns], dtype, device, requires_grad, generator);

    /// <summary>A tensor of three dimensions, uniform in [0, 1).</summary>
    public static Tensor rand(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        rand([dim0, dim1, dim2], dtype, device, requires_grad, generator);

    /// <summary>A tensor of a shape, standard normal.</summary>
    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Made(Randn.Call(size, generator, dtype, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>A tensor of a shape, standard normal.</summary>
    public static Tensor randn(
        ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        randn(size.ToArray(), dtype, device, requires_grad, generator);

    /// <summary>A vector, standard normal.</summary>
    public static Tensor randn(
        long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randn([size], dtype, device, requires_grad, generator);

    /// <summary>A matrix, standard normal.</summary>
    public static Tensor randn(
        long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        randn([rows, columns], dtype, device, requires_grad, generator);

    /// <summary>A tensor of three dimensions, standard normal.</summary>
    public static Tensor randn(
        long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        randn([dim0, dim1, dim2], dtype, device, requires_grad, generator);

    /// <summary>Integers, uniform in [low, high).</summary>
    public static Tensor randint(
        long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        Made(Randint.Call(low, high, size, generator, dtype ?? ScalarType.Int64, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>Integers, uniform in [0, high).</summary>
    public static Tensor randint(
        long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        Generator? generator = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    /// <summary>0 … n − 1 in random order.</summary>
    public static Tensor randperm(
        long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Made(Randperm.Call(n, generator, dtype ?? ScalarType.Int64, Argument.None, InitializeDevice(device)), requires_grad);

    /// <summary>Indices drawn with the rows' weights.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);

    public sealed partial class Tensor
    {
        private static readonly Operator Normal = new("normal_");
        private static readonly Operator Uniform = new("uniform_");
        private static readonly Operator Bernoulli = new("bernoulli_", "float");
        private static readonly Operator Multinomial = new("multinomial");

        /// <summary>Normally distributed, in place.</summary>
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Into(Normal, mean, std, generator);

        /// <summary>Uniform in [from, to), in place.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) => Into(Uniform, from, to, generator);

        /// <summary>One with probability p, else zero, in place.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Into(Bernoulli, p, generator);

        /// <summary>Indices drawn with the rows' weights.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Multinomial.Call(this, num_samples, replacement, generator);
    }
}
