using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator Reshape = new("reshape");
        private static readonly Operator View = new("view");
        private static readonly Operator Transpose = new("transpose", "int");
        private static readonly Operator Transpose2 = new("t");
        private static readonly Operator Permute = new("permute");
        private static readonly Operator Unsqueeze = new("unsqueeze");
        private static readonly Operator Squeeze = new("squeeze");
        private static readonly Operator SqueezeDim = new("squeeze", "dim");
        private static readonly Operator Expand = new("expand");
        private static readonly Operator BroadcastTo = new("broadcast_to");
        private static readonly Operator Narrow = new("narrow");
        private static readonly Operator SplitEqual = new("split", "Tensor");
        private static readonly Operator SplitSizes = new("split_with_sizes");
        private static readonly Operator Chunk = new("chunk");
        private static readonly Operator Unbind = new("unbind", "int");
        private static readonly Operator Flatten = new("flatten", "using_ints");
        private static readonly Operator Repeat = new("repeat");
        private static readonly Operator RepeatEach = new("repeat_interleave", "self_int");
        private static readonly Operator RepeatEachBy = new("repeat_interleave", "self_Tensor");
        private static readonly Operator Flip = new("flip");
        private static readonly Operator Roll = new("roll");
        private static readonly Operator Tril = new("tril");
        private static readonly Operator Triu = new("triu");
        private static readonly Operator Diag = new("diag");
        private static readonly Operator Unfold = new("unfold");

        /// <summary>The transpose of a matrix.</summary>
        public Tensor T => t();

        /// <summary>With another shape; one size may be -1. Copies only where it must.</summary>
        public Tensor reshape(params long[] shape) => Reshape.Call(this, shape);

        /// <summary>The same elements with another shape; one size may be -1.</summary>
        public Tensor view(params long[] shape) => View.Call(this, shape);

        /// <summary>The same elements with another tensor's shape.</summary>
        public Tensor view_as(Tensor other) => view(other.shape);

        /// <summary>With two dimensions swapped.</summary>
        public Tensor transpose(long dim0, long dim1) => Transpose.Call(this, dim0, dim1);

        /// <summary>The transpose of a matrix.</summary>
        public Tensor t() => Transpose2.Call(this);

        /// <summary>With the dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Permute.Call(this, permutation);

        /// <summary>With a dimension of size 1 inserted.</summary>
        public Tensor unsqueeze(long dim) => Unsqueeze.Call(this, dim);

        /// <summary>Without a dimension of size 1, or without all of them.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } one ? SqueezeDim.Call(this, one) : Squeeze.Call(this);

        /// <summary>Repeated along dimensions of size 1, without a copy.</summary>
        public Tensor expand(params long[] sizes) => Expand.Call(this, sizes);

        /// <summary>Repeated along dimensions of size 1, without a copy.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Expand.Call(this, sizes, isImplicit);

        /// <summary>Repeated to another tensor's shape, without a copy.</summary>
        public Tensor expand_as(Tensor other) => expand(other.shape);

        /// <summary>Repeated to a shape, without a copy.</summary>
        public Tensor broadcast_to(params long[] shape) => BroadcastTo.Call(this, shape);

        /// <summary>A range of one dimension, without a copy.</summary>
        public Tensor narrow(long dim, long start, long length) => Narrow.Call(this, dim, start, length);

        /// <summary>In parts of one size; the last may be smaller.</summary>
        public Tensor[] split(long size, int dim = 0) => SplitEqual.List(this, size, (long)dim);

        /// <summary>In parts of given sizes.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => SplitSizes.List(this, sizes, dim);

        /// <summary>In parts of given sizes.</summary>
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        /// <summary>In a number of parts.</summary>
        public Tensor[] chunk(long chunks, long dim = 0L) => Chunk.List(this, chunks, dim);

        /// <summary>One part per index of a dimension.</summary>
        public Tensor[] unbind(long dimension = 0L) => Unbind.List(this, dimension);

        /// <summary>With a range of dimensions made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Flatten.Call(this, start_dim, end_dim);

        /// <summary>Copies beside each other, a number for each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Repeat.Call(this, sizes);

        /// <summary>Every element a number of times in a row.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            RepeatEach.Call(this, repeats, dim, output_size);

        /// <summary>Every element a number of times of its own.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            RepeatEachBy.Call(this, repeats, dim, output_size);

        /// <summary>With the order along dimensions reversed.</summary>
        public Tensor flip(params long[] dims) => Flip.Call(this, dims);

        /// <summary>Shifted around dimensions.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Roll.Call(this, shifts, dims);

        /// <summary>Shifted around a dimension.</summary>
        public Tensor roll(long shifts, long? dims = null) => roll([shifts], dims is { } one ? [one] : []);

        /// <summary>The lower triangle.</summary>
        public Tensor tril(long diagonal = 0) => Tril.Call(this, diagonal);

        /// <summary>The upper triangle.</summary>
        public Tensor triu(long diagonal = 0) => Triu.Call(this, diagonal);

        /// <summary>A matrix's diagonal, or the diagonal matrix of a vector.</summary>
        public Tensor diag(long diagonal = 0) => Diag.Call(this, diagonal);

        /// <summary>All windows of one size along a dimension, as a new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Unfold.Call(this, dimension, size, step);
    }

    private static readonly Operator Cat = new("cat");
    private static readonly Operator Stack = new("stack");
    private static readonly Operator Meshgrid = new("meshgrid", "indexing");

    /// <summary>Tensors joined along a dimension they have.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Cat.Call(tensors, dim);

    /// <summary>Tensors joined along a dimension they have.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);

    /// <summary>Tensors joined along a dimension they have.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <summary>Tensors of one shape joined along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) =>
        Stack.Call(tensors as Tensor[] ?? tensors.ToArray(), dim);

    /// <summary>Grids of coordinates.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") =>
        Meshgrid.List(tensors.ToArray(), indexing);

    /// <summary>With another shape.</summary>
    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    /// <summary>With two dimensions swapped.</summary>
    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    /// <summary>With the dimensions in another order.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    /// <summary>With a dimension of size 1 inserted.</summary>
    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    /// <summary>Without a dimension of size 1, or without all of them.</summary>
    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    /// <summary>A range of one dimension, without a copy.</summary>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    /// <summary>In parts of given sizes.</summary>
    public static Tensor[] split(Tensor tensor, long[] split_size_or_sections, long dim = 0L) =>
        tensor.split(split_size_or_sections, dim);

    /// <summary>In a number of parts.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    /// <summary>With a range of dimensions made one.</summary>
    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    /// <summary>Every element a number of times in a row.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>With the order along dimensions reversed.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    /// <summary>The lower triangle.</summary>
    public static Tensor tril(Tensor input, long diagonal = 0) => input.tril(diagonal);

    /// <summary>The upper triangle.</summary>
    public static Tensor triu(Tensor input, long diagonal = 0L) => input.triu(diagonal);

    /// <summary>A matrix's diagonal, or the diagonal matrix of a vector.</summary>
    public static Tensor diag(Tensor input, long diagonal = 0) => input.diag(diagonal);
}
