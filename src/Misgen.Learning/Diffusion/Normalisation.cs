namespace Misgen.Learning.Diffusion;

/// <summary>Standardisation per channel, from the demonstrations: over trajectories and steps together.</summary>
/// <param name="Mean">Mean of every channel.</param>
/// <param name="Deviation">Standard deviation of every channel; 1 where a channel is constant.</param>
public sealed record Normalisation(IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>Computes it.</summary>
    /// <param name="trajectories"><c>[count, length, channels]</c>.</param>
    /// <param name="channels">Number of channels.</param>
    public static Normalisation Of(ReadOnlySpan<float> trajectories, int channels)
    {
        var mean = new double[channels];
        var deviation = new double[channels];
        var rows = trajectories.Length / channels;
        for (var i = 0; i < trajectories.Length; i++)
            mean[i % channels] += (double)trajectories[i] / rows;
        for (var i = 0; i < trajectories.Length; i++)
            deviation[i % channels] += (trajectories[i] - mean[i % channels]) * (trajectories[i] - mean[i % channels]) / rows;
        for (var c = 0; c < channels; c++)
            deviation[c] = deviation[c] > 0 ? Math.Sqrt(deviation[c]) : 1;
        return new Normalisation(mean, deviation);
    }

    /// <summary>Standardises and transposes.</summary>
    /// <param name="trajectories"><c>[count, length, channels]</c> in physical units.</param>
    /// <param name="length">Number of steps.</param>
    /// <returns><c>[count, channels, length]</c>.</returns>
    public float[] Apply(ReadOnlySpan<float> trajectories, int length)
    {
        var channels = Mean.Count;
        var result = new float[trajectories.Length];
        for (var i = 0; i < trajectories.Length; i++)
        {
            var (trajectory, step, channel) = (i / (length * channels), i / channels % length, i % channels);
            result[(((trajectory * channels) + channel) * length) + step] = (float)((trajectories[i] - Mean[channel]) / Deviation[channel]);
        }

        return result;
    }

    /// <summary>Undoes <see cref="Apply"/>.</summary>
    /// <param name="normalised"><c>[count, channels, length]</c>.</param>
    /// <param name="length">Number of steps.</param>
    /// <returns><c>[count, length, channels]</c> in physical units.</returns>
    public float[] Undo(ReadOnlySpan<float> normalised, int length)
    {
        var channels = Mean.Count;
        var result = new float[normalised.Length];
        for (var i = 0; i < normalised.Length; i++)
        {
            var (trajectory, channel, step) = (i / (length * channels), i / length % channels, i % length);
            result[(((trajectory * length) + step) * channels) + channel] = (float)((normalised[i] * Deviation[channel]) + Mean[channel]);
        }

        return result;
    }
}
