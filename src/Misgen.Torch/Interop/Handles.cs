using Microsoft.Win32.SafeHandles;

namespace Misgen.Torch.Interop;

/// <summary>One reference to libtorch's tensor. Counted, so that none is freed while a call still uses it.</summary>
internal sealed class TensorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public TensorHandle(nint tensor) : base(ownsHandle: true) => SetHandle(tensor);

    protected override bool ReleaseHandle()
    {
        Native.TensorRelease(handle);
        return true;
    }
}

/// <summary>A random number generator of libtorch.</summary>
internal sealed class GeneratorHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public GeneratorHandle(nint generator) : base(ownsHandle: true) => SetHandle(generator);

    protected override bool ReleaseHandle()
    {
        Native.GeneratorRelease(handle);
        return true;
    }
}
