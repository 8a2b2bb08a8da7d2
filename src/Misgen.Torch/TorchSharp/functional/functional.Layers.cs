using Misgen.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator Linear = new("linear");
            private static readonly Operator Conv1d = new("conv1d");
            private static readonly Operator GroupNorm = new("group_norm");
            private static readonly Operator LayerNorm = new("layer_norm");
            private static readonly Operator AvgPool1d = new("avg_pool1d");
            private static readonly Operator Nearest1d = new("upsample_nearest1d", "vec");
            private static readonly Operator Linear1d = new("upsample_linear1d", "vec");
            private static readonly Operator Nearest2d = new("upsample_nearest2d", "vec");
            private static readonly Operator Pad = new("pad");
            private static readonly Operator OneHot = new("one_hot");

            /// <summary>input · weightsᵀ + bias: […, in] to […, out], weights [out, in].</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Linear.Call(input, weights, bias);

            /// <summary>Convolution of [count, in, length] with [out, in / groups, width].</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null,
                long? dilation = null,
                long groups = 1) =>
                Conv1d.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

            /// <summary>
            /// Every group of channels of [count, channels, …] with mean 0 and variance 1, then scaled and shifted per channel.
            /// </summary>
            public static Tensor group_norm(
                Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                GroupNorm.Call(input, num_groups, weight, bias, eps);

            /// <summary>The last dimensions with mean 0 and variance 1, then scaled and shifted.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                LayerNorm.Call(input, normalized_shape, weight, bias, eps);

            /// <summary>Mean of windows of [count, channels, length].</summary>
            public static Tensor avg_pool1d(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true) =>
                AvgPool1d.Call(
                    input, new[] { kernel_size }, new[] { stride ?? kernel_size }, new[] { padding ?? 0 }, ceil_mode, count_include_pad);

            /// <summary>Resampled [count, channels, length] (or [count, channels, height, width] to the nearest).</summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false) =>
                (mode, x.Dimensions, recompute_scale_factor) switch
                {
                    (InterpolationMode.Nearest, 3, false) => Nearest1d.Call(x, size, scale_factor),
                    (InterpolationMode.Nearest, 4, false) => Nearest2d.Call(x, size, scale_factor),
                    (InterpolationMode.Linear, 3, false) => Linear1d.Call(x, size, align_corners ?? false, scale_factor),
                    _ => throw new NotSupportedException($"interpolate: mode {mode} on {x.Dimensions} dimensions is not part of this subset"),
                };

            /// <summary>Padded: pairs (before, after) from the last dimension on.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Reflect => Pad.Call(input, pad, "reflect", Argument.None),
                PaddingModes.Replicate => Pad.Call(input, pad, "replicate", Argument.None),
                PaddingModes.Circular => Pad.Call(input, pad, "circular", Argument.None),
                _ => Pad.Call(input, pad, "constant", value),
            };

            /// <summary>Padded in the last dimension.</summary>
            public static Tensor pad(
                Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            /// <summary>One where the class is, zero elsewhere: […] to […, classes].</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => OneHot.Call(x, num_classes);
        }
    }
}
