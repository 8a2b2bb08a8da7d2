namespace TorchSharp;

public static partial class torch
{
    /// <summary>One part of an index as Python writes it: a number, a range, an ellipsis, a new dimension, a tensor.</summary>
    public readonly struct TensorIndex
    {
        /// <summary>All dimensions that the other parts leave.</summary>
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex None = new(IndexKind.NewDimension);

        /// <summary>A new dimension of size 1.</summary>
        public static readonly TensorIndex Null = new(IndexKind.NewDimension);

        /// <summary>All of a dimension.</summary>
        public static readonly TensorIndex Colon = Slice();

        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? chosen = null) =>
            (Kind, Start, Stop, Step, Chosen) = (kind, start, stop, step, chosen);

        internal IndexKind Kind { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor? Chosen { get; }

        /// <summary>start:stop:step.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(IndexKind.Slice, start, stop, step);

        /// <summary>A range.</summary>
        public static TensorIndex Slice(Range range) => Slice(From(range.Start), IsEnd(range.End) ? null : From(range.End));

        /// <summary>One index; the dimension goes.</summary>
        public static TensorIndex Single(long? index) => new(IndexKind.Single, index);

        /// <summary>The elements that a tensor of indices or of booleans chooses.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, chosen: tensor);

        /// <summary>One index; the dimension goes.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>One index, also from the end; the dimension goes.</summary>
        public static implicit operator TensorIndex(Index index) => Single(From(index));

        /// <summary>A range.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        private static bool IsEnd(Index index) => index.IsFromEnd && index.Value == 0;

        private static long From(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }

    internal enum IndexKind
    {
        Single,
        Slice,
        Ellipsis,
        NewDimension,
        Tensor,
    }
}
