using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The current GPU; throws where there is none.</summary>
    public static Device CUDA => InitializeDevice(new Device(DeviceType.CUDA));

    /// <summary>A device by its name, such as <c>cpu</c> or <c>cuda:0</c>.</summary>
    public static Device device(string description) => InitializeDevice(new Device(description));

    /// <summary>A device by its kind and number.</summary>
    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <summary>A device by its kind and number.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));

    /// <summary>A GPU by its number.</summary>
    public static Device device(int index) => new(index);

    /// <summary>Throws <see cref="InvalidOperationException"/> where there is no device of this kind.</summary>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    /// <summary>Whether there is a device of this kind.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType == DeviceType.CPU || (deviceType == DeviceType.CUDA && cuda.is_available());

    /// <summary>The device, checked; the processor for null.</summary>
    public static Device InitializeDevice(Device? device)
    {
        device ??= CPU;
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>Where a tensor is stored and computed with.</summary>
    public sealed class Device
    {
        /// <summary>From a name such as <c>cpu</c> or <c>cuda:0</c>.</summary>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = ParseType(parts[0]);
            if (parts.Length > 2 || (parts.Length == 2 && !TryParseIndex(parts[1])))
                throw new ArgumentException($"a device is 'cpu', 'cuda' or 'cuda:N', not '{description}'", nameof(description));
        }

        /// <summary>From a kind's name and a number.</summary>
        public Device(string deviceType, int index = -1) : this(ParseType(deviceType), index)
        {
        }

        /// <summary>From a kind and a number.</summary>
        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        /// <summary>A GPU by its number.</summary>
        public Device(int index) : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>The kind.</summary>
        public DeviceType type { get; }

        /// <summary>The number; -1 for the current one.</summary>
        public int index { get; private set; } = -1;

        /// <summary>From a name such as <c>cpu</c> or <c>cuda:0</c>.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <summary>The name.</summary>
        public override string ToString()
        {
            var kind = type == DeviceType.CUDA ? "cuda" : "cpu";
            return index < 0 ? kind : $"{kind}:{index}";
        }

        private static DeviceType ParseType(string name) => name switch
        {
            "cpu" or "CPU" => DeviceType.CPU,
            "cuda" or "CUDA" => DeviceType.CUDA,
            _ => throw new ArgumentException($"a device is 'cpu', 'cuda' or 'cuda:N', not '{name}'", nameof(name)),
        };

        private bool TryParseIndex(string text)
        {
            var parsed = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            index = number;
            return parsed;
        }
    }
}
