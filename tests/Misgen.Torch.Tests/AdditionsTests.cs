using System.Runtime.Intrinsics.X86;

namespace Misgen.Torch.Tests;

public sealed class AdditionsTests
{
    [Fact]
    public void NativeThreads_OnEveryLayer_AreOne()
    {
        NativeThreads.PinToOne();
        get_num_threads().Should().Be(1);
        LibTorchRuntime.BlasThreads.Should().BeOneOf(1, -1);
        OtherThread.Run(get_num_threads).Should().Be(1, "every thread of the process is pinned");
    }

    [Fact]
    public void NativeThreads_TwoProductsAtTheSameTime_GiveTheSameBits()
    {
        static byte[] Product()
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(2);
            var x = randn(512, 512, generator: generator);
            return nn.functional.silu(x.matmul(x)).bytes.ToArray();
        }

        var alone = Product();
        foreach (var product in OtherThread.RunAll(2, _ => Product())) product.Should().Equal(alone);
    }

    [Fact]
    public void LibTorch_Info_IsComplete()
    {
        LibTorch.Version.Should().MatchRegex(@"^\d+\.\d+\.\d+");
        __version__.Should().Be(LibTorch.Version);
        LibTorch.CpuCapability.Should().MatchRegex("^(DEFAULT|NO AVX|AVX2|AVX512|VSX|Z VECTOR|SVE.*)");
        var fingerprint = LibTorch.NumericsFingerprint(CPU);
        fingerprint.Should().StartWith("libtorch " + LibTorch.Version + "; ").And.EndWith("; cpu").And.NotContain("\n");
        fingerprint.Should().Contain(LibTorch.Blas).And.Contain(LibTorch.CpuCapability);
        LibTorch.NumericsFingerprint(CPU).Should().Be(fingerprint);
    }

    [Fact]
    public void LibTorch_OverOpenBlas_NamesItsVersionAndKernels()
    {
        if (LibTorchRuntime.BlasThreads < 0) return;
        LibTorch.Blas.Should().Be("OpenBLAS");
        LibTorch.BlasVersion.Should().MatchRegex(@"^\d+\.\d+\.\d+");
        LibTorch.BlasCore.Should().NotBeNullOrEmpty();
        if (Avx512F.VL.IsSupported && Environment.GetEnvironmentVariable("OPENBLAS_CORETYPE") is null)
            LibTorch.BlasCore.Should().Be("SkylakeX", "the instructions decide, not the model");
    }
}
