using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator EqTensor = new("eq", "Tensor");
        private static readonly Operator EqScalar = new("eq", "Scalar");
        private static readonly Operator NeTensor = new("ne", "Tensor");
        private static readonly Operator NeScalar = new("ne", "Scalar");
        private static readonly Operator LtTensor = new("lt", "Tensor");
        private static readonly Operator LtScalar = new("lt", "Scalar");
        private static readonly Operator LeTensor = new("le", "Tensor");
        private static readonly Operator LeScalar = new("le", "Scalar");
        private static readonly Operator GtTensor = new("gt", "Tensor");
        private static readonly Operator GtScalar = new("gt", "Scalar");
        private static readonly Operator GeTensor = new("ge", "Tensor");
        private static readonly Operator GeScalar = new("ge", "Scalar");
        private static readonly Operator Maximum = new("maximum");
        private static readonly Operator Minimum = new("minimum");
        private static readonly Operator LogicalAnd = new("logical_and");
        private static readonly Operator LogicalOr = new("logical_or");
        private static readonly Operator Where = new("where", "self");
        private static readonly Operator AllClose = new("allclose");

        /// <summary>Whether each element is equal to the other's.</summary>
        public Tensor eq(Tensor target) => EqTensor.Call(this, target);

        /// <summary>Whether each element is equal to a number.</summary>
        public Tensor eq(Scalar target) => EqScalar.Call(this, target);

        /// <summary>Whether each element is different from the other's.</summary>
        public Tensor ne(Tensor target) => NeTensor.Call(this, target);

        /// <summary>Whether each element is different from a number.</summary>
        public Tensor ne(Scalar target) => NeScalar.Call(this, target);

        /// <summary>Whether each element is less than the other's.</summary>
        public Tensor lt(Tensor target) => LtTensor.Call(this, target);

        /// <summary>Whether each element is less than a number.</summary>
        public Tensor lt(Scalar target) => LtScalar.Call(this, target);

        /// <summary>Whether each element is at most the other's.</summary>
        public Tensor le(Tensor target) => LeTensor.Call(this, target);

        /// <summary>Whether each element is at most a number.</summary>
        public Tensor le(Scalar target) => LeScalar.Call(this, target);

        /// <summary>Whether each element is greater than the other's.</summary>
        public Tensor gt(Tensor target) => GtTensor.Call(this, target);

        /// <summary>Whether each element is greater than a number.</summary>
        public Tensor gt(Scalar target) => GtScalar.Call(this, target);

        /// <summary>Whether each element is at least the other's.</summary>
        public Tensor ge(Tensor target) => GeTensor.Call(this, target);

        /// <summary>Whether each element is at least a number.</summary>
        public Tensor ge(Scalar target) => GeScalar.Call(this, target);

        /// <summary>The larger element.</summary>
        public Tensor maximum(Tensor other) => Maximum.Call(this, other);

        /// <summary>The smaller element.</summary>
        public Tensor minimum(Tensor other) => Minimum.Call(this, other);

        /// <summary>Whether both elements are not zero.</summary>
        public Tensor logical_and(Tensor other) => LogicalAnd.Call(this, other);

        /// <summary>Whether one of the elements is not zero.</summary>
        public Tensor logical_or(Tensor other) => LogicalOr.Call(this, other);

        /// <summary>This where the condition holds, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Where.Call(condition, this, y);

        /// <summary>Whether all elements differ by at most atol + rtol · |target|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            AllClose.Number(this, target, rtol, atol, equal_nan).AsBoolean();
    }

    /// <summary>Whether each element is equal to the other's.</summary>
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    /// <summary>Whether each element is different from the other's.</summary>
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    /// <summary>Whether each element is less than the other's.</summary>
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    /// <summary>Whether each element is at most the other's.</summary>
    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    /// <summary>Whether each element is greater than the other's.</summary>
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    /// <summary>Whether each element is at least the other's.</summary>
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    /// <summary>The larger element.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>The smaller element.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>Whether both elements are not zero.</summary>
    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    /// <summary>Whether one of the elements is not zero.</summary>
    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    /// <summary><paramref name="x"/> where the condition holds, <paramref name="y"/> elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
}
