using System.Runtime.InteropServices;

namespace Misgen.Torch.Interop;

/// <summary>The exported functions of native/: 0 is success, anything else has its message in <see cref="LastError"/>.</summary>
internal static unsafe partial class Native
{
    private const string Library = "misgen_torch";

    static Native()
    {
        NativeThreads.SetEnvironment();
        // The environment governs what starts with the library; this governs libtorch's own loops.
        Check(SetNumThreads(1));
    }

    /// <summary>Throws what TorchSharp throws, with the first line of libtorch's message.</summary>
    public static void Check(int code)
    {
        if (code != 0) Throw();
    }

    private static void Throw()
    {
        var message = LastError();
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        throw new ExternalException(end < 0 ? message : message[..end]);
    }

    private static string LastError() => Marshal.PtrToStringUTF8(LastErrorText()) ?? "";

    [LibraryImport(Library, EntryPoint = "misgen_last_error")]
    private static partial nint LastErrorText();

    [LibraryImport(Library, EntryPoint = "misgen_operator", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FindOperator(string name, string overload, out nint handle);

    [LibraryImport(Library, EntryPoint = "misgen_call")]
    public static partial int Call(nint op, Value* arguments, int count, Value* results, int capacity);

    [LibraryImport(Library, EntryPoint = "misgen_free")]
    public static partial void Free(void* memory);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_release")]
    public static partial void TensorRelease(nint tensor);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_info")]
    public static partial int TensorInfo(TensorHandle tensor, TensorInfo* info);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_sizes")]
    public static partial int TensorSizes(TensorHandle tensor, long* sizes, long* strides);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_data")]
    public static partial int TensorData(TensorHandle tensor, out void* data);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_requires_grad")]
    public static partial int TensorRequiresGrad(TensorHandle tensor, out int requiresGrad, out int isLeaf);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_set_requires_grad")]
    public static partial int TensorSetRequiresGrad(TensorHandle tensor, int requiresGrad);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_retain_grad")]
    public static partial int TensorRetainGrad(TensorHandle tensor);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_grad")]
    public static partial int TensorGrad(TensorHandle tensor, out nint grad);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_set_grad")]
    public static partial int TensorSetGrad(TensorHandle tensor, TensorHandle grad);

    [LibraryImport(Library, EntryPoint = "misgen_tensor_set_grad")]
    public static partial int TensorClearGrad(TensorHandle tensor, nint none);

    [LibraryImport(Library, EntryPoint = "misgen_generator_new")]
    public static partial int GeneratorNew(ulong seed, int deviceType, int deviceIndex, out nint generator);

    [LibraryImport(Library, EntryPoint = "misgen_generator_default")]
    public static partial int GeneratorDefault(int deviceType, int deviceIndex, out nint generator);

    [LibraryImport(Library, EntryPoint = "misgen_generator_release")]
    public static partial void GeneratorRelease(nint generator);

    [LibraryImport(Library, EntryPoint = "misgen_generator_set_seed")]
    public static partial int GeneratorSetSeed(GeneratorHandle generator, ulong seed);

    [LibraryImport(Library, EntryPoint = "misgen_generator_seed")]
    public static partial int GeneratorSeed(GeneratorHandle generator, out ulong seed);

    [LibraryImport(Library, EntryPoint = "misgen_generator_get_state")]
    public static partial int GeneratorGetState(GeneratorHandle generator, out nint state);

    [LibraryImport(Library, EntryPoint = "misgen_generator_set_state")]
    public static partial int GeneratorSetState(GeneratorHandle generator, TensorHandle state);

    [LibraryImport(Library, EntryPoint = "misgen_grad_mode")]
    public static partial int GradMode();

    [LibraryImport(Library, EntryPoint = "misgen_set_grad_mode")]
    public static partial void SetGradMode(int enabled);

    [LibraryImport(Library, EntryPoint = "misgen_inference_mode")]
    public static partial int InferenceMode();

    [LibraryImport(Library, EntryPoint = "misgen_inference_mode_enter")]
    public static partial int InferenceModeEnter(int enabled, out nint mode);

    [LibraryImport(Library, EntryPoint = "misgen_inference_mode_exit")]
    public static partial void InferenceModeExit(nint mode);

    [LibraryImport(Library, EntryPoint = "misgen_version")]
    public static partial nint Version();

    [LibraryImport(Library, EntryPoint = "misgen_describe")]
    public static partial nint Describe();

    [LibraryImport(Library, EntryPoint = "misgen_set_num_threads")]
    public static partial int SetNumThreads(int count);

    [LibraryImport(Library, EntryPoint = "misgen_get_num_threads")]
    public static partial int GetNumThreads();

    [LibraryImport(Library, EntryPoint = "misgen_set_num_interop_threads")]
    public static partial int SetNumInteropThreads(int count);

    [LibraryImport(Library, EntryPoint = "misgen_get_num_interop_threads")]
    public static partial int GetNumInteropThreads();

    [LibraryImport(Library, EntryPoint = "misgen_blas_threads")]
    public static partial int BlasThreads();

    [LibraryImport(Library, EntryPoint = "misgen_set_deterministic")]
    public static partial int SetDeterministic(int enabled);

    [LibraryImport(Library, EntryPoint = "misgen_deterministic")]
    public static partial int Deterministic();

    [LibraryImport(Library, EntryPoint = "misgen_set_layer_instructions", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetLayerInstructions(string instructions);

    [LibraryImport(Library, EntryPoint = "misgen_cuda_device_count")]
    public static partial int CudaDeviceCount();

    [LibraryImport(Library, EntryPoint = "misgen_cudnn_is_available")]
    public static partial int CudnnIsAvailable();

    [LibraryImport(Library, EntryPoint = "misgen_cuda_synchronize")]
    public static partial int CudaSynchronize(long device);

    [LibraryImport(Library, EntryPoint = "misgen_cuda_device_name")]
    public static partial int CudaDeviceName(int device, byte* name, int capacity);
}

/// <summary>What a tensor says of itself; laid out as in native/tensors.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TensorInfo
{
    public long Dimensions;
    public long Elements;
    public long ElementSize;
    public int ScalarType;
    public int DeviceType;
    public int DeviceIndex;
    public int Contiguous;
}

/// <summary>An operator's argument or result; laid out as in native/operators.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Value
{
    public ValueKind Kind;
    public int Count;
    public long Bits;
}

/// <summary>The kinds of native/operators.cpp.</summary>
internal enum ValueKind
{
    Default, None, Tensor, Int, Double, Bool, IntList, TensorList, OptionalTensorList, Text, Device, Generator, DoubleList,
}
