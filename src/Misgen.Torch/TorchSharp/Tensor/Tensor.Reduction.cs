using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator Sum = new("sum");
        private static readonly Operator SumOver = new("sum", "dim_IntList");
        private static readonly Operator Mean = new("mean");
        private static readonly Operator MeanOver = new("mean", "dim");
        private static readonly Operator Var = new("var");
        private static readonly Operator VarOver = new("var", "dim");
        private static readonly Operator Std = new("std");
        private static readonly Operator StdOver = new("std", "dim");
        private static readonly Operator Prod = new("prod");
        private static readonly Operator ProdOver = new("prod", "dim_int");
        private static readonly Operator Max = new("max");
        private static readonly Operator MaxOver = new("max", "dim");
        private static readonly Operator Min = new("min");
        private static readonly Operator MinOver = new("min", "dim");
        private static readonly Operator Amax = new("amax");
        private static readonly Operator Amin = new("amin");
        private static readonly Operator Argmax = new("argmax");
        private static readonly Operator Argmin = new("argmin");
        private static readonly Operator Norm = new("norm", "Scalar");
        private static readonly Operator NormOver = new("norm", "ScalarOpt_dim");
        private static readonly Operator LogSumExp = new("logsumexp");
        private static readonly Operator CumSum = new("cumsum");
        private static readonly Operator CumProd = new("cumprod");
        private static readonly Operator All = new("all");
        private static readonly Operator AllOver = new("all", "dim");
        private static readonly Operator Any = new("any");
        private static readonly Operator AnyOver = new("any", "dim");
        private static readonly Operator Median = new("median");
        private static readonly Operator Quantile = new("quantile");
        private static readonly Operator CountNonzero = new("count_nonzero", "dim_IntList");

        /// <summary>Sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Sum.Call(this, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => SumOver.Call(this, dim, keepdim, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            sum(dim.ToArray(), keepdim, type);

        /// <summary>Sum over a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>Mean of all elements.</summary>
        public Tensor mean() => Mean.Call(this);

        /// <summary>Mean over dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            MeanOver.Call(this, dimensions, keepdim, type);

        /// <summary>Variance of all elements.</summary>
        public Tensor var(bool unbiased = true) => Var.Call(this, unbiased);

        /// <summary>Variance over dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(VarOver.Call(this, dimensions, unbiased, keepdim), type);

        /// <summary>Variance over a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        /// <summary>Standard deviation of all elements.</summary>
        public Tensor std(bool unbiased = true) => Std.Call(this, unbiased);

        /// <summary>Standard deviation over dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Typed(StdOver.Call(this, dimensions, unbiased, keepdim), type);

        /// <summary>Standard deviation over a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        /// <summary>Product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Prod.Call(this, type);

        /// <summary>Product over a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => ProdOver.Call(this, dim, keepdim, type);

        /// <summary>Largest element.</summary>
        public Tensor max() => Max.Call(this);

        /// <summary>The larger element.</summary>
        public Tensor max(Tensor other) => maximum(other);

        /// <summary>Largest elements along a dimension, and where they are.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => MaxOver.Pair(this, dim, keepdim);

        /// <summary>Smallest element.</summary>
        public Tensor min() => Min.Call(this);

        /// <summary>The smaller element.</summary>
        public Tensor min(Tensor other) => minimum(other);

        /// <summary>Smallest elements along a dimension, and where they are.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => MinOver.Pair(this, dim, keepdim);

        /// <summary>Largest elements over dimensions.</summary>
        public Tensor amax(long[] dims, bool keepdim = false) => Amax.Call(this, dims, keepdim);

        /// <summary>Largest elements over dimensions.</summary>
        public Tensor amax(params long[] dims) => Amax.Call(this, dims);

        /// <summary>Smallest elements over dimensions.</summary>
        public Tensor amin(long[] dims, bool keepdim = false) => Amin.Call(this, dims, keepdim);

        /// <summary>Smallest elements over dimensions.</summary>
        public Tensor amin(params long[] dims) => Amin.Call(this, dims);

        /// <summary>Row-major position of the largest element.</summary>
        public Tensor argmax() => Argmax.Call(this);

        /// <summary>Where along a dimension the largest elements are.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Argmax.Call(this, dim, keepdim);

        /// <summary>Row-major position of the smallest element.</summary>
        public Tensor argmin() => Argmin.Call(this);

        /// <summary>Where along a dimension the smallest elements are.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Argmin.Call(this, dim, keepdim);

        /// <summary>p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Norm.Call(this, (double)p);

        /// <summary>p-norm along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            NormOver.Call(this, (double)p, new long[] { dim }, keepdim);

        /// <summary>Logarithm of the sum of exponentials along a dimension, without overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => LogSumExp.Call(this, new[] { dim }, keepdim);

        /// <summary>Running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => CumSum.Call(this, dim, type);

        /// <summary>Running product along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => CumProd.Call(this, dim, type);

        /// <summary>Whether no element is zero.</summary>
        public Tensor all() => All.Call(this);

        /// <summary>Whether no element along a dimension is zero.</summary>
        public Tensor all(long dim, bool keepdim = false) => AllOver.Call(this, dim, keepdim);

        /// <summary>Whether some element is not zero.</summary>
        public Tensor any() => Any.Call(this);

        /// <summary>Whether some element along a dimension is not zero.</summary>
        public Tensor any(long dim, bool keepdim = false) => AnyOver.Call(this, dim, keepdim);

        /// <summary>Median of all elements; the lower of two.</summary>
        public Tensor median() => Median.Call(this);

        /// <summary>Quantiles along a dimension, linearly interpolated.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Quantile.Call(this, q, dim, keepdim);

        /// <summary>Number of elements that are not zero, over dimensions (null: all).</summary>
        public Tensor count_nonzero(long[]? dims = null) =>
            CountNonzero.Call(this, dims ?? [.. Enumerable.Range(0, (int)Dimensions)]);

        private static Tensor Typed(Tensor made, ScalarType? type) => type is { } wanted ? made.to_type(wanted, disposeAfter: true) : made;
    }

    /// <summary>Sum of all elements.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    /// <summary>Sum over dimensions.</summary>
    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
        input.sum(dim, keepdim, type);

    /// <summary>Sum over a dimension.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) =>
        input.sum(dim, keepdim, type);

    /// <summary>Mean of all elements.</summary>
    public static Tensor mean(Tensor input) => input.mean();

    /// <summary>Mean over dimensions.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
        input.mean(dimensions, keepdim, type);

    /// <summary>Variance of all elements.</summary>
    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    /// <summary>Variance over dimensions.</summary>
    public static Tensor var(
        Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.var(dimensions, unbiased, keepdim, type);

    /// <summary>Standard deviation of all elements.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    /// <summary>Standard deviation over dimensions.</summary>
    public static Tensor std(
        Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
        input.std(dimensions, unbiased, keepdim, type);

    /// <summary>Largest element.</summary>
    public static Tensor max(Tensor input) => input.max();

    /// <summary>The larger element.</summary>
    public static Tensor max(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>Largest elements along a dimension, and where they are.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    /// <summary>Smallest element.</summary>
    public static Tensor min(Tensor input) => input.min();

    /// <summary>The smaller element.</summary>
    public static Tensor min(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>Smallest elements along a dimension, and where they are.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    /// <summary>Largest elements over dimensions.</summary>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false) => input.amax(dims, keepdim);

    /// <summary>Smallest elements over dimensions.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false) => input.amin(dims, keepdim);

    /// <summary>Row-major position of the largest element.</summary>
    public static Tensor argmax(Tensor input) => input.argmax();

    /// <summary>Where along a dimension the largest elements are.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    /// <summary>Row-major position of the smallest element.</summary>
    public static Tensor argmin(Tensor input) => input.argmin();

    /// <summary>Where along a dimension the smallest elements are.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    /// <summary>p-norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2.0f) => input.norm(p);

    /// <summary>p-norm along a dimension.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2.0f) =>
        input.norm(dimension, keepdim, p);

    /// <summary>Logarithm of the sum of exponentials along a dimension, without overflow.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    /// <summary>Running sum along a dimension.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    /// <summary>Running product along a dimension.</summary>
    public static Tensor cumprod(Tensor input, long dim, ScalarType? dtype = null) => input.cumprod(dim, dtype);

    /// <summary>Whether no element is zero.</summary>
    public static Tensor all(Tensor input) => input.all();

    /// <summary>Whether some element is not zero.</summary>
    public static Tensor any(Tensor input) => input.any();

    /// <summary>Quantiles along a dimension, linearly interpolated.</summary>
    public static Tensor quantile(Tensor input, Tensor q, long dim = -1, bool keepdim = false) => input.quantile(q, dim, keepdim);
}
