using System.Runtime.InteropServices;

namespace Misgen.Torch.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void MatMul_OfShapesThatDoNotFit_IsAnExceptionWithLibtorchsMessage()
    {
        var multiply = () => ones(2, 3).matmul(ones(2, 3));
        multiply.Should().Throw<ExternalException>().WithMessage("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
    }

    [Fact]
    public void View_OfAnotherSize_IsAnExceptionWithLibtorchsMessage()
    {
        var view = () => zeros(6).view(4);
        view.Should().Throw<ExternalException>().WithMessage("shape '[4]' is invalid for input of size 6");
    }

    [Fact]
    public void Select_OutOfRange_IsAnExceptionWithLibtorchsMessage()
    {
        var select = () => zeros(6)[9];
        select.Should().Throw<ExternalException>().WithMessage("*index 9*out of*");
    }

    [Fact]
    public void Backward_WithoutAGraph_IsAnExceptionOfOneLine()
    {
        var backward = () => zeros(1).backward();
        backward.Should().Throw<ExternalException>().Which.Message.Should().Contain("does not require grad").And.NotContain("\n");
    }

    [Fact]
    public void Cholesky_OfAnIndefiniteMatrix_IsAnException()
    {
        var factor = () => linalg.cholesky(-eye(2));
        factor.Should().Throw<ExternalException>().WithMessage("*positive*definite*");
    }

    [Fact]
    public void Memory_ThatNoMachineHas_IsAnException()
    {
        var take = () => empty(1L << 60);
        take.Should().Throw<ExternalException>();
    }

    [Fact]
    public void Errors_OfTwoThreads_StayApart()
    {
        var foreign = OtherThread.RunAll(2, k =>
        {
            var others = 0;
            for (var n = 0; n < 200; n++)
            {
                var view = () => zeros(6).view(4 + k);
                if (!view.Should().Throw<ExternalException>().Which.Message.Contains($"[{4 + k}]", StringComparison.Ordinal)) others++;
            }

            return others;
        });
        foreign.Should().Equal(0, 0);
    }

    [Fact]
    public void Item_OfManyElements_IsRefused()
    {
        var item = () => zeros(2).item<float>();
        item.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Cuda_WhereThereIsNone_IsRefused()
    {
        if (cuda.is_available()) return;
        var make = () => device("cuda:0");
        make.Should().Throw<InvalidOperationException>().WithMessage("*CUDA*");
    }
}
