namespace Misgen.Torch.Tests;

public sealed class LinearAlgebraTests
{
    private readonly Tensor _a = tensor(new float[] { 1, 2, 3, 4 }, new long[] { 2, 2 });
    private readonly Tensor _b = tensor(new float[] { 5, 6, 7, 8 }, new long[] { 2, 2 });

    [Fact]
    public void Products_OfSmallMatrices()
    {
        _a.matmul(_b).ShouldBe(19, 22, 43, 50);
        mm(_a, _b).ShouldBe(19, 22, 43, 50);
        _a.unsqueeze(0).bmm(_b.unsqueeze(0)).ShouldBe(19, 22, 43, 50);
        ones(2, 2).addmm(_a, _b, 10, 1).ShouldBe(29, 32, 53, 60);
        einsum("ij,kj->ik", _a, _b).ShouldBe(17, 23, 39, 53);
        _a.mv(tensor(new float[] { 1, -1 })).ShouldBe(-1, -1);
        tensor(new float[] { 1, 2 }).outer(tensor(new float[] { 3, 4 })).ShouldBe(3, 4, 6, 8);
    }

    [Fact]
    public void Distances_OfPoints()
    {
        var x = tensor(new float[] { 0, 0, 3, 4 }, new long[] { 2, 2 });
        var y = tensor(new float[] { 0, 0, 6, 8 }, new long[] { 2, 2 });
        cdist(x, y).ShouldBe(0, 10, 5, 5);
        cdist(x, y, 1.0, compute_mode.donot_use_mm_for_euclid_dist).ShouldBe(0, 14, 7, 7);
    }

    [Fact]
    public void Decompositions_OfASymmetricMatrix()
    {
        var s = tensor(new float[] { 4, 2, 2, 3 }, new long[] { 2, 2 });
        linalg.cholesky(s).ShouldBe(2, 0, 1, MathF.Sqrt(2));
        var (values, vectors) = linalg.eigh(tensor(new float[] { 2, 1, 1, 2 }, new long[] { 2, 2 }));
        values.ShouldBe(1, 3);
        vectors.abs().ShouldBe(.70710678f, .70710678f, .70710678f, .70710678f);
        linalg.inv(_a).ShouldBe(-2, 1, 1.5f, -.5f);
        linalg.det(_a).item<float>().Should().BeApproximately(-2, 1e-5f);
        linalg.solve(_a, tensor(new float[] { 5, 11 })).ShouldBeNear(1e-5, 1, 2);
        linalg.solve_triangular(linalg.cholesky(s), tensor(new float[] { 2, 1 + MathF.Sqrt(2) }).unsqueeze(1), false).ShouldBe(1, 1);
        var (q, r) = linalg.qr(_a);
        q.matmul(r).ShouldBeNear(1e-5, 1, 2, 3, 4);
        var (u, d, vh) = linalg.svd(_a);
        u.matmul(d.diag()).matmul(vh).ShouldBeNear(1e-5, 1, 2, 3, 4);
    }
}
