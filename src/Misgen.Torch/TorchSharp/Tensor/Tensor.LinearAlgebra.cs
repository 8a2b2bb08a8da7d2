using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private static readonly Operator MatMul = new("matmul");
        private static readonly Operator Mm = new("mm");
        private static readonly Operator Mv = new("mv");
        private static readonly Operator Bmm = new("bmm");
        private static readonly Operator Dot = new("dot");
        private static readonly Operator Outer = new("outer");
        private static readonly Operator Addmm = new("addmm");
        private static readonly Operator Baddbmm = new("baddbmm");

        /// <summary>Matrix product, over leading dimensions broadcast.</summary>
        public Tensor matmul(Tensor target) => MatMul.Call(this, target);

        /// <summary>[n, k] · [k, m] = [n, m].</summary>
        public Tensor mm(Tensor target) => Mm.Call(this, target);

        /// <summary>[n, k] · [k] = [n].</summary>
        public Tensor mv(Tensor target) => Mv.Call(this, target);

        /// <summary>[b, n, k] · [b, k, m] = [b, n, m].</summary>
        public Tensor bmm(Tensor batch2) => Bmm.Call(this, batch2);

        /// <summary>[k] · [k], a number.</summary>
        public Tensor dot(Tensor target) => Dot.Call(this, target);

        /// <summary>[n] ⊗ [m] = [n, m].</summary>
        public Tensor outer(Tensor vec2) => Outer.Call(this, vec2);

        /// <summary>beta · this + alpha · mat1 · mat2.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Addmm.Call(this, mat1, mat2, (double)beta, (double)alpha);

        /// <summary>beta · this + alpha · batch1 · batch2, for every batch.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Baddbmm.Call(this, batch1, batch2, (double)beta, (double)alpha);

        /// <summary>The inverse of a matrix.</summary>
        public Tensor inverse() => linalg.inv(this);
    }

    private static readonly Operator EinSum = new("einsum");
    private static readonly Operator CDist = new("cdist");

    /// <summary>Matrix product, over leading dimensions broadcast.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>[n, k] · [k, m] = [n, m].</summary>
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    /// <summary>[b, n, k] · [b, k, m] = [b, n, m].</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary>[k] · [k], a number.</summary>
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    /// <summary>[n] ⊗ [m] = [n, m].</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    /// <summary>beta · input + alpha · mat1 · mat2.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        input.addmm(mat1, mat2, beta, alpha);

    /// <summary>beta · input + alpha · batch1 · batch2, for every batch.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>Sums of products as an equation such as <c>bij,bjk->bik</c> states them.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => EinSum.Call(equation, tensors);

    /// <summary>p-distances of all pairs: [n, k], [m, k] to [n, m].</summary>
    public static Tensor cdist(
        Tensor x1, Tensor x2, double p = 2.0, compute_mode compute_mode = compute_mode.use_mm_for_euclid_dist_if_necessary) =>
        CDist.Call(x1, x2, p, (long)compute_mode);

    /// <summary>Linear algebra.</summary>
    public static class linalg
    {
        private static readonly Operator Cholesky = new("linalg_cholesky");
        private static readonly Operator Inv = new("linalg_inv");
        private static readonly Operator Det = new("linalg_det");
        private static readonly Operator EigH = new("linalg_eigh");
        private static readonly Operator EigValsH = new("linalg_eigvalsh");
        private static readonly Operator Solve = new("linalg_solve");
        private static readonly Operator SolveTriangular = new("linalg_solve_triangular");
        private static readonly Operator Qr = new("linalg_qr");
        private static readonly Operator Svd = new("linalg_svd");
        private static readonly Operator VectorNorm = new("linalg_vector_norm");

        /// <summary>How much of Q is computed.</summary>
        public enum QRMode
        {
            /// <summary>As many columns as the smaller dimension.</summary>
            Reduced = 0,

            /// <summary>All columns.</summary>
            Complete = 1,

            /// <summary>R only.</summary>
            R = 2,
        }

        /// <summary>The lower triangular L with input = L · Lᵀ.</summary>
        public static Tensor cholesky(Tensor input) => Cholesky.Call(input);

        /// <summary>The inverse.</summary>
        public static Tensor inv(Tensor input) => Inv.Call(input);

        /// <summary>The determinant.</summary>
        public static Tensor det(Tensor input) => Det.Call(input);

        /// <summary>Eigenvalues in ascending order and eigenvectors (columns) of a symmetric matrix.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => EigH.Pair(input, UPLO.ToString());

        /// <summary>Eigenvalues of a symmetric matrix, in ascending order.</summary>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => EigValsH.Call(input, UPLO.ToString());

        /// <summary>X with A · X = B (or X · A = B).</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Solve.Call(A, B, left);

        /// <summary>X with A · X = B (or X · A = B), A triangular.</summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false) =>
            SolveTriangular.Call(A, B, upper, left, unitriangular);

        /// <summary>input = Q · R, Q orthogonal, R upper triangular.</summary>
        public static (Tensor Q, Tensor R) qr(Tensor input, QRMode mode = QRMode.Reduced) =>
            Qr.Pair(input, mode switch { QRMode.Complete => "complete", QRMode.R => "r", _ => "reduced" });

        /// <summary>input = U · diag(S) · Vh.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) =>
            Svd.Triple(input, fullMatrices);

        /// <summary>The norm of vectors.</summary>
        public static Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false) =>
            VectorNorm.Call(input, ord, dims, keepdim);
    }
}
