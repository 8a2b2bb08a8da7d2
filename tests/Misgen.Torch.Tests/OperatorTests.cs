using System.Runtime.InteropServices;
using Misgen.Torch.Interop;

namespace Misgen.Torch.Tests;

public sealed class OperatorTests
{
    [Fact]
    public void Determinism_Enabled_RefusesWhatHasNoDeterministicAlgorithm()
    {
        Determinism.Enable();
        try
        {
            Determinism.IsEnforced.Should().BeTrue();
            var put = new Operator("put_");
            var run = () => put.Run(zeros(6), tensor(new long[] { 1 }), ones(1), false);
            run.Should().Throw<ExternalException>().WithMessage("put_ does not have a deterministic implementation*");
            ones(2, 2).matmul(ones(2, 2)).ShouldBe(2, 2, 2, 2);
        }
        finally
        {
            Determinism.Disable();
        }

        Determinism.IsEnforced.Should().BeFalse();
    }

    [Fact]
    public void Operator_ThatLibtorchLacks_IsNamedAtItsFirstCall()
    {
        var missing = new Operator("no_such_operator");
        var run = () => missing.Run(zeros(1));
        run.Should().Throw<ExternalException>().WithMessage("this libtorch has no operator aten::no_such_operator");
    }
}
