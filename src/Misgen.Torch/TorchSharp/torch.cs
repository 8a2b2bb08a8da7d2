using System.Runtime.InteropServices;
using Misgen.Torch.Interop;

namespace TorchSharp;

/// <summary>PyTorch's functions, as TorchSharp 0.107 names them.</summary>
public static partial class torch
{
    /// <summary>libtorch's version.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.Version())!;

    /// <summary>Until disposed, this thread records nothing for backward.</summary>
    public static IDisposable no_grad() => new GradMode(enabled: false);

    /// <summary>Until disposed, this thread records for backward.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Until disposed, this thread records for backward or not.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Whether this thread records for backward.</summary>
    public static bool is_grad_enabled() => Native.GradMode() != 0;

    /// <summary>Until disposed, tensors made on this thread can never be recorded: cheaper than <see cref="no_grad"/>.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether this thread is in inference mode.</summary>
    public static bool is_inference_mode_enabled() => Native.InferenceMode() != 0;

    /// <summary>Threads inside one operator.</summary>
    public static int get_num_threads() => Native.GetNumThreads();

    /// <summary>Sets the threads inside one operator.</summary>
    public static void set_num_threads(int num) => Native.Check(Native.SetNumThreads(num));

    /// <summary>Threads for operators beside each other.</summary>
    public static int get_num_interop_threads() => Native.GetNumInteropThreads();

    /// <summary>Sets the threads for operators beside each other; once, before any is used.</summary>
    public static void set_num_interop_threads(int num) => Native.Check(Native.SetNumInteropThreads(num));

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = Native.GradMode();

        public GradMode(bool enabled) => Native.SetGradMode(enabled ? 1 : 0);

        public void Dispose() => Native.SetGradMode(_before);
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint _mode;

        public InferenceMode(bool enabled) => Native.Check(Native.InferenceModeEnter(enabled ? 1 : 0, out _mode));

        public void Dispose()
        {
            Native.InferenceModeExit(_mode);
            _mode = 0;
        }
    }

    /// <summary>NVIDIA GPUs.</summary>
    public static partial class cuda
    {
        /// <summary>Whether there is one that this libtorch can use.</summary>
        public static bool is_available() => Native.CudaDeviceCount() > 0;

        /// <summary>How many there are.</summary>
        public static int device_count() => Native.CudaDeviceCount();

        /// <summary>Whether cuDNN can be used.</summary>
        public static bool is_cudnn_available() => Native.CudnnIsAvailable() != 0;

        /// <summary>Waits until all that was started on a device is done.</summary>
        public static void synchronize(Device? device = null) => Native.Check(Native.CudaSynchronize(device?.index ?? -1));
    }

    /// <summary>Whether there is a GPU that this libtorch can use.</summary>
    public static bool cuda_is_available() => cuda.is_available();
}
