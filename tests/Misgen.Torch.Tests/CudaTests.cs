namespace Misgen.Torch.Tests;

public sealed class CudaTests
{
    private const string NoDevice = "no CUDA device";

    [SkippableFact]
    public void Cuda_Product_EqualsTheProcessors()
    {
        Skip.IfNot(cuda.is_available(), NoDevice);
        using var scope = NewDisposeScope();
        using var g = new Generator(1);
        var x = randn(64, 64, generator: g);
        x.cuda().matmul(x.cuda()).cpu().allclose(x.matmul(x), 1e-4, 1e-4).Should().BeTrue();
        x.to(device("cuda:0")).device.ToString().Should().Be("cuda:0");
        cuda.synchronize();
    }

    [SkippableFact]
    public void Cuda_GeneratorOfTheSameSeed_SameBits()
    {
        Skip.IfNot(cuda.is_available(), NoDevice);
        using var one = new Generator(4, device("cuda:0"));
        using var two = new Generator(4, device("cuda:0"));
        randn(100, device: CUDA, generator: one).Floats().Should().Equal(randn(100, device: CUDA, generator: two).Floats());
    }

    [SkippableFact]
    public void Cuda_TrainingStepTwice_SameBits()
    {
        Skip.IfNot(cuda.is_available(), NoDevice);
        Determinism.Enable();
        try
        {
            byte[] Step()
            {
                using var scope = NewDisposeScope();
                using var g = new Generator(4, device("cuda:0"));
                var x = randn(new long[] { 32, 16, 64 }, device: CUDA, generator: g);
                var w = randn(new long[] { 16, 16, 3 }, device: CUDA, generator: g).requires_grad_();
                nn.functional.silu(nn.functional.conv1d(x, w, null, 1, 1)).square().mean().backward();
                return w.grad!.cpu().bytes.ToArray();
            }

            Step().Should().Equal(Step());
        }
        finally
        {
            Determinism.Disable();
        }
    }

    [SkippableFact]
    public void Cuda_Fingerprint_NamesTheDeviceAndVersions()
    {
        Skip.IfNot(cuda.is_available(), NoDevice);
        LibTorch.CudaDevices.Should().HaveCount(cuda.device_count());
        LibTorch.NumericsFingerprint(device("cuda:0")).Should().Contain("CUDA " + LibTorch.CudaVersion).And.Contain("cuda " + LibTorch.CudaDevices[0]);
    }
}
