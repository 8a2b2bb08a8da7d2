using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers of its own: its values depend on its seed and its calls alone.</summary>
    public sealed class Generator : IDisposable
    {
        /// <summary>A generator for tensors on a device (the processor when null).</summary>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = InitializeDevice(device);
            Native.Check(Native.GeneratorNew(seed, (int)this.device.type, this.device.index, out var made));
            RawHandle = new GeneratorHandle(made);
        }

        private Generator(nint handle) => (device, RawHandle) = (CPU, new GeneratorHandle(handle));

        /// <summary>The process's default generator for the processor.</summary>
        public static Generator Default
        {
            get
            {
                Native.Check(Native.GeneratorDefault((int)DeviceType.CPU, -1, out var found));
                return new Generator(found);
            }
        }

        /// <summary>The device whose tensors it fills.</summary>
        public Device device { get; }

        internal GeneratorHandle RawHandle { get; }

        internal GeneratorHandle Handle => RawHandle.IsClosed
            ? throw new ObjectDisposedException(nameof(Generator), "the generator was disposed before this use")
            : RawHandle;

        /// <summary>The state as bytes, [size].</summary>
        public Tensor get_state()
        {
            Native.Check(Native.GeneratorGetState(Handle, out var state));
            return new Tensor(state);
        }

        /// <summary>Goes on from a state that <see cref="get_state"/> gave.</summary>
        public void set_state(Tensor value) => Native.Check(Native.GeneratorSetState(Handle, value.Handle));

        /// <summary>Starts over from a seed.</summary>
        public Generator manual_seed(long seed)
        {
            Native.Check(Native.GeneratorSetSeed(Handle, unchecked((ulong)seed)));
            return this;
        }

        /// <summary>Starts over from a seed taken from the clock, and returns it.</summary>
        public long seed()
        {
            var ticks = DateTime.UtcNow.Ticks;
            manual_seed(ticks);
            return ticks;
        }

        /// <summary>The seed that it was started from.</summary>
        public long initial_seed()
        {
            Native.Check(Native.GeneratorSeed(Handle, out var found));
            return unchecked((long)found);
        }

        /// <summary>Frees it.</summary>
        public void Dispose() => RawHandle.Dispose();
    }

    /// <summary>Seeds the default generator.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <summary>The default generator.</summary>
    public static partial class random
    {
        /// <summary>Seeds the default generator.</summary>
        public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

        /// <summary>The seed that the default generator was started from.</summary>
        public static long initial_seed() => Generator.Default.initial_seed();
    }
}
