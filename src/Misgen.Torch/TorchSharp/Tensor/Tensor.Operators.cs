namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Sum, elementwise.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>Sum with a number.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>Sum with a number.</summary>
        public static Tensor operator +(Tensor left, int right) => left.add(right);

        /// <summary>Sum with a number.</summary>
        public static Tensor operator +(Tensor left, long right) => left.add(right);

        /// <summary>Sum with a number.</summary>
        public static Tensor operator +(Tensor left, float right) => left.add(right);

        /// <summary>Sum with a number.</summary>
        public static Tensor operator +(Tensor left, double right) => left.add(right);

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(int left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(long left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(float left, Tensor right) => right.add(left);

        /// <summary>Sum of a number and a tensor.</summary>
        public static Tensor operator +(double left, Tensor right) => right.add(left);

        /// <summary>Difference, elementwise.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>Difference with a number.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <summary>Difference with a number.</summary>
        public static Tensor operator -(Tensor left, int right) => left.sub(right);

        /// <summary>Difference with a number.</summary>
        public static Tensor operator -(Tensor left, long right) => left.sub(right);

        /// <summary>Difference with a number.</summary>
        public static Tensor operator -(Tensor left, float right) => left.sub(right);

        /// <summary>Difference with a number.</summary>
        public static Tensor operator -(Tensor left, double right) => left.sub(right);

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => Reversed(right.neg(), left, add: true);

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(int left, Tensor right) => Reversed(right.neg(), left, add: true);

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(long left, Tensor right) => Reversed(right.neg(), left, add: true);

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(float left, Tensor right) => Reversed(right.neg(), left, add: true);

        /// <summary>Difference of a number and a tensor.</summary>
        public static Tensor operator -(double left, Tensor right) => Reversed(right.neg(), left, add: true);

        /// <summary>Product, elementwise.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>Product with a number.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>Product with a number.</summary>
        public static Tensor operator *(Tensor left, int right) => left.mul(right);

        /// <summary>Product with a number.</summary>
        public static Tensor operator *(Tensor left, long right) => left.mul(right);

        /// <summary>Product with a number.</summary>
        public static Tensor operator *(Tensor left, float right) => left.mul(right);

        /// <summary>Product with a number.</summary>
        public static Tensor operator *(Tensor left, double right) => left.mul(right);

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(int left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(long left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(float left, Tensor right) => right.mul(left);

        /// <summary>Product of a number and a tensor.</summary>
        public static Tensor operator *(double left, Tensor right) => right.mul(left);

        /// <summary>Quotient, elementwise.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>Quotient with a number.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <summary>Quotient with a number.</summary>
        public static Tensor operator /(Tensor left, int right) => left.div(right);

        /// <summary>Quotient with a number.</summary>
        public static Tensor operator /(Tensor left, long right) => left.div(right);

        /// <summary>Quotient with a number.</summary>
        public static Tensor operator /(Tensor left, float right) => left.div(right);

        /// <summary>Quotient with a number.</summary>
        public static Tensor operator /(Tensor left, double right) => left.div(right);

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(Scalar left, Tensor right) => Reversed(right.reciprocal(), left, add: false);

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(int left, Tensor right) => Reversed(right.reciprocal(), left, add: false);

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(long left, Tensor right) => Reversed(right.reciprocal(), left, add: false);

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(float left, Tensor right) => Reversed(right.reciprocal(), left, add: false);

        /// <summary>Quotient of a number and a tensor.</summary>
        public static Tensor operator /(double left, Tensor right) => Reversed(right.reciprocal(), left, add: false);

        /// <summary>Remainder, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        /// <summary>Remainder, with the divisor's sign.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);

        /// <summary>Bitwise (for booleans: logical) and.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        /// <summary>Bitwise (for booleans: logical) or.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        /// <summary>Bitwise (for booleans: logical) exclusive or.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        /// <summary>Bitwise (for booleans: logical) not.</summary>
        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        /// <summary>Negation.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>Whether each element is less than the other's.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>Whether each element is less than a number.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>Whether a number is less than each element.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        /// <summary>Whether each element is at most the other's.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>Whether each element is at most a number.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        /// <summary>Whether a number is at most each element.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        /// <summary>Whether each element is greater than the other's.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>Whether each element is greater than a number.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>Whether a number is greater than each element.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        /// <summary>Whether each element is at least the other's.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>Whether each element is at least a number.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>Whether a number is at least each element.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        // The number is on the left: the tensor's negation or reciprocal is made on the way.
        private static Tensor Reversed(Tensor made, Scalar number, bool add)
        {
            using (made) return add ? made.add(number) : made.mul(number);
        }
    }
}
