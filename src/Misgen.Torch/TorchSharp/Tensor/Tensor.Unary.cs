using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator Abs = new("abs");
        private static readonly Operator AbsInPlace = new("abs_");
        private static readonly Operator Neg = new("neg");
        private static readonly Operator NegInPlace = new("neg_");
        private static readonly Operator Exp = new("exp");
        private static readonly Operator ExpInPlace = new("exp_");
        private static readonly Operator Expm1 = new("expm1");
        private static readonly Operator Log = new("log");
        private static readonly Operator LogInPlace = new("log_");
        private static readonly Operator Log1p = new("log1p");
        private static readonly Operator Log2 = new("log2");
        private static readonly Operator Sqrt = new("sqrt");
        private static readonly Operator SqrtInPlace = new("sqrt_");
        private static readonly Operator Rsqrt = new("rsqrt");
        private static readonly Operator RsqrtInPlace = new("rsqrt_");
        private static readonly Operator Reciprocal = new("reciprocal");
        private static readonly Operator ReciprocalInPlace = new("reciprocal_");
        private static readonly Operator Sin = new("sin");
        private static readonly Operator Cos = new("cos");
        private static readonly Operator Tan = new("tan");
        private static readonly Operator Asin = new("asin");
        private static readonly Operator Acos = new("acos");
        private static readonly Operator Atan = new("atan");
        private static readonly Operator Sinh = new("sinh");
        private static readonly Operator Cosh = new("cosh");
        private static readonly Operator Tanh = new("tanh");
        private static readonly Operator TanhInPlace = new("tanh_");
        private static readonly Operator Sigmoid = new("sigmoid");
        private static readonly Operator SigmoidInPlace = new("sigmoid_");
        private static readonly Operator Erf = new("erf");
        private static readonly Operator Erfc = new("erfc");
        private static readonly Operator Erfinv = new("erfinv");
        private static readonly Operator Floor = new("floor");
        private static readonly Operator Ceil = new("ceil");
        private static readonly Operator Sign = new("sign");
        private static readonly Operator Relu = new("relu");
        private static readonly Operator ReluInPlace = new("relu_");
        private static readonly Operator Silu = new("silu");
        private static readonly Operator SiluInPlace = new("silu_");
        private static readonly Operator Isnan = new("isnan");
        private static readonly Operator Isfinite = new("isfinite");
        private static readonly Operator Isinf = new("isinf");
        private static readonly Operator LogicalNot = new("logical_not");
        private static readonly Operator Gelu = new("gelu");
        private static readonly Operator Round = new("round", "decimals");

        /// <summary>Absolute value.</summary>
        public Tensor abs() => Abs.Call(this);

        /// <summary>Absolute value, in place.</summary>
        public Tensor abs_()
        {
            AbsInPlace.Run(this);
            return this;
        }

        /// <summary>Negation.</summary>
        public Tensor neg() => Neg.Call(this);

        /// <summary>Negation, in place.</summary>
        public Tensor neg_()
        {
            NegInPlace.Run(this);
            return this;
        }

        /// <summary>Exponential.</summary>
        public Tensor exp() => Exp.Call(this);

        /// <summary>Exponential, in place.</summary>
        public Tensor exp_()
        {
            ExpInPlace.Run(this);
            return this;
        }

        /// <summary>Exponential minus one, exact near 0.</summary>
        public Tensor expm1() => Expm1.Call(this);

        /// <summary>Natural logarithm.</summary>
        public Tensor log() => Log.Call(this);

        /// <summary>Natural logarithm, in place.</summary>
        public Tensor log_()
        {
            LogInPlace.Run(this);
            return this;
        }

        /// <summary>Natural logarithm of one plus the element, exact near 0.</summary>
        public Tensor log1p() => Log1p.Call(this);

        /// <summary>Base-2 logarithm.</summary>
        public Tensor log2() => Log2.Call(this);

        /// <summary>Square root.</summary>
        public Tensor sqrt() => Sqrt.Call(this);

        /// <summary>Square root, in place.</summary>
        public Tensor sqrt_()
        {
            SqrtInPlace.Run(this);
            return this;
        }

        /// <summary>Reciprocal of the square root.</summary>
        public Tensor rsqrt() => Rsqrt.Call(this);

        /// <summary>Reciprocal of the square root, in place.</summary>
        public Tensor rsqrt_()
        {
            RsqrtInPlace.Run(this);
            return this;
        }

        /// <summary>Reciprocal.</summary>
        public Tensor reciprocal() => Reciprocal.Call(this);

        /// <summary>Reciprocal, in place.</summary>
        public Tensor reciprocal_()
        {
            ReciprocalInPlace.Run(this);
            return this;
        }

        /// <summary>Sine.</summary>
        public Tensor sin() => Sin.Call(this);

        /// <summary>Cosine.</summary>
        public Tensor cos() => Cos.Call(this);

        /// <summary>Tangent.</summary>
        public Tensor tan() => Tan.Call(this);

        /// <summary>Inverse sine.</summary>
        public Tensor asin() => Asin.Call(this);

        /// <summary>Inverse cosine.</summary>
        public Tensor acos() => Acos.Call(this);

        /// <summary>Inverse tangent.</summary>
        public Tensor atan() => Atan.Call(this);

        /// <summary>Hyperbolic sine.</summary>
        public Tensor sinh() => Sinh.Call(this);

        /// <summary>Hyperbolic cosine.</summary>
        public Tensor cosh() => Cosh.Call(this);

        /// <summary>Hyperbolic tangent.</summary>
        public Tensor tanh() => Tanh.Call(this);

        /// <summary>Hyperbolic tangent, in place.</summary>
        public Tensor tanh_()
        {
            TanhInPlace.Run(this);
            return this;
        }

        /// <summary>Logistic function.</summary>
        public Tensor sigmoid() => Sigmoid.Call(this);

        /// <summary>Logistic function, in place.</summary>
        public Tensor sigmoid_()
        {
            SigmoidInPlace.Run(this);
            return this;
        }

        /// <summary>Error function.</summary>
        public Tensor erf() => Erf.Call(this);

        /// <summary>Complementary error function.</summary>
        public Tensor erfc() => Erfc.Call(this);

        /// <summary>Inverse error function.</summary>
        public Tensor erfinv() => Erfinv.Call(this);

        /// <summary>Rounded down.</summary>
        public Tensor floor() => Floor.Call(this);

        /// <summary>Rounded up.</summary>
        public Tensor ceil() => Ceil.Call(this);

        /// <summary>Sign: -1, 0 or 1.</summary>
        public Tensor sign() => Sign.Call(this);

        /// <summary>The positive part.</summary>
        public Tensor relu() => Relu.Call(this);

        /// <summary>The positive part, in place.</summary>
        public Tensor relu_()
        {
            ReluInPlace.Run(this);
            return this;
        }

        /// <summary>x · sigmoid(x).</summary>
        public Tensor silu() => Silu.Call(this);

        /// <summary>x · sigmoid(x), in place.</summary>
        public Tensor silu_()
        {
            SiluInPlace.Run(this);
            return this;
        }

        /// <summary>Whether the element is NaN.</summary>
        public Tensor isnan() => Isnan.Call(this);

        /// <summary>Whether the element is neither infinite nor NaN.</summary>
        public Tensor isfinite() => Isfinite.Call(this);

        /// <summary>Whether the element is infinite.</summary>
        public Tensor isinf() => Isinf.Call(this);

        /// <summary>Whether the element is zero.</summary>
        public Tensor logical_not() => LogicalNot.Call(this);

        /// <summary>Negation.</summary>
        public Tensor negative() => neg();

        /// <summary>Absolute value.</summary>
        public Tensor absolute() => abs();

        /// <summary>Square.</summary>
        public Tensor square() => pow(2);

        /// <summary>x · Φ(x), Φ the standard normal distribution function.</summary>
        public Tensor gelu() => Gelu.Call(this);

        /// <summary>Rounded to a number of decimals, halves to even.</summary>
        public Tensor round(long decimals = 0L) => Round.Call(this, decimals);
    }

    /// <summary>Absolute value.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>Negation.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>Exponential.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>Exponential minus one, exact near 0.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>Natural logarithm.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>Natural logarithm of one plus the element, exact near 0.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>Base-2 logarithm.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>Square root.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>Reciprocal of the square root.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>Reciprocal.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>Sine.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>Cosine.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>Tangent.</summary>
    public static Tensor tan(Tensor input) => input.tan();

    /// <summary>Inverse sine.</summary>
    public static Tensor asin(Tensor input) => input.asin();

    /// <summary>Inverse cosine.</summary>
    public static Tensor acos(Tensor input) => input.acos();

    /// <summary>Inverse tangent.</summary>
    public static Tensor atan(Tensor input) => input.atan();

    /// <summary>Hyperbolic sine.</summary>
    public static Tensor sinh(Tensor input) => input.sinh();

    /// <summary>Hyperbolic cosine.</summary>
    public static Tensor cosh(Tensor input) => input.cosh();

    /// <summary>Hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>Logistic function.</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>Error function.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>Complementary error function.</summary>
    public static Tensor erfc(Tensor input) => input.erfc();

    /// <summary>Inverse error function.</summary>
    public static Tensor erfinv(Tensor input) => input.erfinv();

    /// <summary>Rounded down.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>Rounded up.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>Sign: -1, 0 or 1.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>Whether the element is NaN.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>Whether the element is neither infinite nor NaN.</summary>
    public static Tensor isfinite(Tensor input) => input.isfinite();

    /// <summary>Whether the element is infinite.</summary>
    public static Tensor isinf(Tensor input) => input.isinf();

    /// <summary>Whether the element is zero.</summary>
    public static Tensor logical_not(Tensor input) => input.logical_not();

    /// <summary>Square.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>Rounded to a number of decimals, halves to even.</summary>
    public static Tensor round(Tensor input, long decimals = 0L) => input.round(decimals);
}
