using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator AddTensor = new("add", "Tensor");
        private static readonly Operator AddScalar = new("add", "Scalar");
        private static readonly Operator AddTensorInPlace = new("add_", "Tensor");
        private static readonly Operator AddScalarInPlace = new("add_", "Scalar");
        private static readonly Operator SubTensor = new("sub", "Tensor");
        private static readonly Operator SubScalar = new("sub", "Scalar");
        private static readonly Operator SubTensorInPlace = new("sub_", "Tensor");
        private static readonly Operator SubScalarInPlace = new("sub_", "Scalar");
        private static readonly Operator MulTensor = new("mul", "Tensor");
        private static readonly Operator MulScalar = new("mul", "Scalar");
        private static readonly Operator MulTensorInPlace = new("mul_", "Tensor");
        private static readonly Operator MulScalarInPlace = new("mul_", "Scalar");
        private static readonly Operator DivTensor = new("div", "Tensor_mode");
        private static readonly Operator DivScalar = new("div", "Scalar_mode");
        private static readonly Operator DivTensorInPlace = new("div_", "Tensor_mode");
        private static readonly Operator DivScalarInPlace = new("div_", "Scalar_mode");
        private static readonly Operator PowTensor = new("pow", "Tensor_Tensor");
        private static readonly Operator PowScalar = new("pow", "Tensor_Scalar");
        private static readonly Operator PowTensorInPlace = new("pow_", "Tensor");
        private static readonly Operator PowScalarInPlace = new("pow_", "Scalar");
        private static readonly Operator RemainderTensor = new("remainder", "Tensor");
        private static readonly Operator RemainderScalar = new("remainder", "Scalar");
        private static readonly Operator FmodTensor = new("fmod", "Tensor");
        private static readonly Operator FmodScalar = new("fmod", "Scalar");
        private static readonly Operator FloorDivide = new("floor_divide");
        private static readonly Operator Atan2 = new("atan2");
        private static readonly Operator Hypot = new("hypot");
        private static readonly Operator Addcmul = new("addcmul");
        private static readonly Operator AddcmulInPlace = new("addcmul_");
        private static readonly Operator Addcdiv = new("addcdiv");
        private static readonly Operator AddcdivInPlace = new("addcdiv_");
        private static readonly Operator Lerp = new("lerp", "Tensor");
        private static readonly Operator LerpInPlace = new("lerp_", "Tensor");
        private static readonly Operator ClampScalar = new("clamp");
        private static readonly Operator ClampTensor = new("clamp", "Tensor");
        private static readonly Operator ClampScalarInPlace = new("clamp_");
        private static readonly Operator ClampTensorInPlace = new("clamp_", "Tensor");
        private static readonly Operator NanToNum = new("nan_to_num");
        private static readonly Operator BitwiseAnd = new("bitwise_and", "Tensor");
        private static readonly Operator BitwiseOr = new("bitwise_or", "Tensor");
        private static readonly Operator BitwiseXor = new("bitwise_xor", "Tensor");
        private static readonly Operator BitwiseNot = new("bitwise_not");
        private static readonly Operator Zero = new("zero_");
        private static readonly Operator Fill = new("fill_", "Scalar");
        private static readonly Operator Copy = new("copy_");

        /// <summary>this + target.</summary>
        public Tensor add(Tensor target) => AddTensor.Call(this, target);

        /// <summary>this + alpha · target.</summary>
        public Tensor add(Tensor target, Scalar alpha) => AddTensor.Call(this, target, alpha);

        /// <summary>this + scalar.</summary>
        public Tensor add(Scalar scalar) => AddScalar.Call(this, scalar);

        /// <summary>this + alpha · scalar.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => AddScalar.Call(this, scalar, alpha);

        /// <summary>this + target, in place.</summary>
        public Tensor add_(Tensor target) => Into(AddTensorInPlace, target);

        /// <summary>this + alpha · target, in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Into(AddTensorInPlace, target, alpha);

        /// <summary>this + scalar, in place.</summary>
        public Tensor add_(Scalar scalar) => Into(AddScalarInPlace, scalar);

        /// <summary>this + alpha · scalar, in place.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Into(AddScalarInPlace, scalar, alpha);

        /// <summary>this − target.</summary>
        public Tensor sub(Tensor target) => SubTensor.Call(this, target);

        /// <summary>this − target.</summary>
        public Tensor sub(Scalar target) => SubScalar.Call(this, target);

        /// <summary>this − target, in place.</summary>
        public Tensor sub_(Tensor target) => Into(SubTensorInPlace, target);

        /// <summary>this − target, in place.</summary>
        public Tensor sub_(Scalar target) => Into(SubScalarInPlace, target);

        /// <summary>this · target.</summary>
        public Tensor mul(Tensor target) => MulTensor.Call(this, target);

        /// <summary>this · target.</summary>
        public Tensor mul(Scalar target) => MulScalar.Call(this, target);

        /// <summary>this · target, in place.</summary>
        public Tensor mul_(Tensor target) => Into(MulTensorInPlace, target);

        /// <summary>this · target, in place.</summary>
        public Tensor mul_(Scalar target) => Into(MulScalarInPlace, target);

        /// <summary>this / target.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            DivTensor.Call(this, target, Text(rounding_mode));

        /// <summary>this / target.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            DivScalar.Call(this, target, Text(rounding_mode));

        /// <summary>this / target, in place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Into(DivTensorInPlace, target, Text(rounding_mode));

        /// <summary>this / target, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Into(DivScalarInPlace, target, Text(rounding_mode));

        /// <summary>this to the power of the exponent.</summary>
        public Tensor pow(Tensor exponent) => PowTensor.Call(this, exponent);

        /// <summary>this to the power of the exponent.</summary>
        public Tensor pow(Scalar exponent) => PowScalar.Call(this, exponent);

        /// <summary>this to the power of the exponent, in place.</summary>
        public Tensor pow_(Tensor exponent) => Into(PowTensorInPlace, exponent);

        /// <summary>this to the power of the exponent, in place.</summary>
        public Tensor pow_(Scalar exponent) => Into(PowScalarInPlace, exponent);

        /// <summary>Remainder, with the divisor's sign.</summary>
        public Tensor remainder(Tensor target) => RemainderTensor.Call(this, target);

        /// <summary>Remainder, with the divisor's sign.</summary>
        public Tensor remainder(Scalar scalar) => RemainderScalar.Call(this, scalar);

        /// <summary>Remainder, with the dividend's sign.</summary>
        public Tensor fmod(Tensor target) => FmodTensor.Call(this, target);

        /// <summary>Remainder, with the dividend's sign.</summary>
        public Tensor fmod(Scalar scalar) => FmodScalar.Call(this, scalar);

        /// <summary>Quotient rounded down.</summary>
        public Tensor floor_divide(Tensor other) => FloorDivide.Call(this, other);

        /// <summary>Angle of the point (other, this).</summary>
        public Tensor atan2(Tensor other) => Atan2.Call(this, other);

        /// <summary>√(this² + other²).</summary>
        public Tensor hypot(Tensor other) => Hypot.Call(this, other);

        /// <summary>this + value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Addcmul.Call(this, tensor1, tensor2, value);

        /// <summary>this + value · tensor1 · tensor2, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Into(AddcmulInPlace, tensor1, tensor2, value);

        /// <summary>this + value · tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Addcdiv.Call(this, tensor1, tensor2, value);

        /// <summary>this + tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Addcdiv.Call(this, tensor1, tensor2);

        /// <summary>this + value · tensor1 / tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Into(AddcdivInPlace, tensor1, tensor2, value);

        /// <summary>this + tensor1 / tensor2, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Into(AddcdivInPlace, tensor1, tensor2);

        /// <summary>this + weight · (end − this).</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Lerp.Call(this, end, weight);

        /// <summary>this + weight · (end − this), in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Into(LerpInPlace, end, weight);

        /// <summary>Limited to [min, max].</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => ClampScalar.Call(this, min, max);

        /// <summary>Limited to [min, max].</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => ClampTensor.Call(this, min, max);

        /// <summary>Limited to [min, max].</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>Limited to [min, max], in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Into(ClampScalarInPlace, min, max);

        /// <summary>Limited to [min, max], in place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Into(ClampTensorInPlace, min, max);

        /// <summary>At most max.</summary>
        public Tensor clamp_max(Scalar max) => ClampScalar.Call(this, Argument.None, max);

        /// <summary>At least min.</summary>
        public Tensor clamp_min(Scalar min) => ClampScalar.Call(this, min);

        /// <summary>With NaN and the infinities replaced (null: by the largest finite numbers).</summary>
        public Tensor nan_to_num(double nan = 0d, double? posinf = null, double? neginf = null) =>
            NanToNum.Call(this, nan, posinf, neginf);

        /// <summary>Bitwise (for booleans: logical) and.</summary>
        public Tensor bitwise_and(Tensor other) => BitwiseAnd.Call(this, other);

        /// <summary>Bitwise (for booleans: logical) or.</summary>
        public Tensor bitwise_or(Tensor other) => BitwiseOr.Call(this, other);

        /// <summary>Bitwise (for booleans: logical) exclusive or.</summary>
        public Tensor bitwise_xor(Tensor other) => BitwiseXor.Call(this, other);

        /// <summary>Bitwise (for booleans: logical) not.</summary>
        public Tensor bitwise_not() => BitwiseNot.Call(this);

        /// <summary>All zero, in place.</summary>
        public Tensor zero_() => Into(Zero);

        /// <summary>All the same number, in place.</summary>
        public Tensor fill_(Scalar value) => Into(Fill, value);

        /// <summary>The source's elements (broadcast, converted), in place.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Into(Copy, source, nonBlocking);

        private static Argument Text(RoundingMode mode) => mode == RoundingMode.None ? Argument.None : mode.ToString();

        private Tensor Into(Operator op)
        {
            op.Run(this);
            return this;
        }

        private Tensor Into(Operator op, Argument first)
        {
            op.Run(this, first);
            return this;
        }

        private Tensor Into(Operator op, Argument first, Argument second)
        {
            op.Run(this, first, second);
            return this;
        }

        private Tensor Into(Operator op, Argument first, Argument second, Argument third)
        {
            op.Run(this, first, second, third);
            return this;
        }
    }

    /// <summary>left + right.</summary>
    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    /// <summary>left + right.</summary>
    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    /// <summary>left + alpha · right.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    /// <summary>left − right.</summary>
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    /// <summary>left − right.</summary>
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    /// <summary>left · right.</summary>
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    /// <summary>left · right.</summary>
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    /// <summary>left / right.</summary>
    public static Tensor div(Tensor left, Tensor right) => left.div(right);

    /// <summary>left / right.</summary>
    public static Tensor div(Tensor left, Scalar right) => left.div(right);

    /// <summary>left to the power of the exponent.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    /// <summary>left to the power of the exponent.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    /// <summary>Remainder, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Tensor right) => left.remainder(right);

    /// <summary>Remainder, with the divisor's sign.</summary>
    public static Tensor remainder(Tensor left, Scalar right) => left.remainder(right);

    /// <summary>Angle of the point (other, input).</summary>
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    /// <summary>√(left² + right²).</summary>
    public static Tensor hypot(Tensor left, Tensor right) => left.hypot(right);

    /// <summary>input + value · tensor1 · tensor2.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcmul(tensor1, tensor2, value);

    /// <summary>input + value · tensor1 / tensor2.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value) =>
        input.addcdiv(tensor1, tensor2, value);

    /// <summary>input + weight · (end − input).</summary>
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    /// <summary>Limited to [min, max].</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    /// <summary>Limited to [min, max].</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);
}
