using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Misgen.Plugins;

namespace Misgen.Core.Plugins;

/// <summary>Fills a trajectory in another layout.</summary>
/// <param name="index">Its index.</param>
/// <param name="trajectory">What it is made of.</param>
/// <param name="translated">To be filled.</param>
public delegate void TrajectoryTranslation(int index, ReadOnlySpan<float> trajectory, Span<float> translated);

/// <summary>Calls a plugin for many trajectories at once, in parallel, with results that depend on no thread count.</summary>
public static class TrajectoryGeneration
{
    // What is still there after a curator returned was never written. A quiet NaN that no computation produces.
    private static readonly float Unwritten = BitConverter.UInt32BitsToSingle(0x7FC0_5EED);

    // Trajectories that a simulator is asked for together: many, because the last ones of a block leave its lanes idle, and few enough for
    // the cache of a core.
    private const int Block = 256;

    /// <summary>Curates demonstrations. Trajectory <c>i</c> draws from the stream (seed, task/purpose, i).</summary>
    /// <param name="entry">The task.</param>
    /// <param name="seed">The data seed.</param>
    /// <param name="purpose">What they are for, such as <c>demonstrations</c>.</param>
    /// <param name="count">How many.</param>
    /// <param name="threads">How many threads to use.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns><c>[count, length, channels]</c>.</returns>
    /// <exception cref="PluginException">The plugin threw, left values unwritten or wrote values that are not finite.</exception>
    public static float[] Curate(TaskEntry entry, ulong seed, string purpose, int count, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var task = entry.Task;
        var size = task.Simulator.Layout.Size;
        var all = GC.AllocateUninitializedArray<float>(checked(count * size));
        var streams = new RandomStream(seed, $"{task.Id}/{purpose}");
        var block = task.Simulator is IBatchSimulator ? Block : 1;
        ForEach((count + block - 1) / block, threads, CurateBlock, cancellation);
        return all;

        void CurateBlock(int i)
        {
            var (first, length) = (i * block, Math.Min(block, count - (i * block)));
            all.AsSpan(first * size, length * size).Fill(Unwritten);
            if (length == 1)
                CurateOne(first);
            else
                CurateTogether(first, length);
            for (var one = first; one < first + length; one++)
                CheckValues(entry, one, all.AsSpan(one * size, size));
        }

        void CurateTogether(int first, int length)
        {
            var randoms = new RandomStream[length];
            for (var i = 0; i < length; i++)
                randoms[i] = streams.ForIndex((ulong)(first + i));
            try
            {
                task.Curator.Draw(randoms, task.Simulator, task.Quantity, all.AsSpan(first * size, length * size));
            }
            catch (Exception exception)
            {
                // Which trajectory it is, the same ones alone will tell.
                for (var one = first; one < first + length; one++)
                    CurateOne(one);
                throw Failure(entry, $"curator failed on trajectories {first} to {first + length - 1} together", exception);
            }
        }

        void CurateOne(int i)
        {
            try
            {
                task.Curator.Draw(streams.ForIndex((ulong)i), task.Simulator, task.Quantity, all.AsSpan(i * size, size));
            }
            catch (Exception exception)
            {
                throw Failure(entry, $"curator failed on trajectory {i}", exception);
            }
        }
    }

    /// <summary>
    /// Measures one scalar of every trajectory. One with a value that is not finite, which a diverged model may generate, is not shown
    /// to the plugin: its measure is NaN.
    /// </summary>
    /// <param name="entry">The task.</param>
    /// <param name="what">What is measured, for messages.</param>
    /// <param name="measure">The task's measurement.</param>
    /// <param name="trajectories"><c>[count, length, channels]</c>.</param>
    /// <param name="threads">How many threads to use.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns><c>[count]</c>; NaN where undefined.</returns>
    /// <exception cref="PluginException">The plugin threw.</exception>
    public static double[] Measure(
        TaskEntry entry, string what, TrajectoryMeasure measure, float[] trajectories, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(trajectories);
        var size = entry.Task.Simulator.Layout.Size;
        var values = new double[trajectories.Length / size];
        ForEach(values.Length, threads, MeasureOne, cancellation);
        return values;

        void MeasureOne(int i)
        {
            var trajectory = trajectories.AsSpan(i * size, size);
            try
            {
                values[i] = IndexOfNonFinite(trajectory) < 0 ? measure(trajectory) : double.NaN;
            }
            catch (Exception exception)
            {
                throw Failure(entry, $"{what} failed on trajectory {i}", exception);
            }
        }
    }

    /// <summary>Translates trajectories from one layout to another, one by one.</summary>
    /// <param name="entry">The task.</param>
    /// <param name="what">What translates, for messages.</param>
    /// <param name="trajectories"><c>[count, size]</c> in the layout that is translated from.</param>
    /// <param name="from">Values of a trajectory there.</param>
    /// <param name="to">Values of a trajectory in the layout that is translated to.</param>
    /// <param name="translate">Fills a trajectory there, given its index and the one it is made of.</param>
    /// <param name="threads">How many threads to use.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns><c>[count, to]</c>. A trajectory with a value that is not finite is not shown to the plugin and becomes NaN.</returns>
    /// <exception cref="PluginException">The plugin threw or left values unwritten.</exception>
    public static float[] Translate(
        TaskEntry entry, string what, float[] trajectories, int from, int to, TrajectoryTranslation translate, int threads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(trajectories);
        ArgumentNullException.ThrowIfNull(translate);
        var count = trajectories.Length / from;
        var translated = new float[(long)count * to];
        ForEach(count, threads, TranslateOne, cancellation);
        return translated;

        void TranslateOne(int i)
        {
            if (IndexOfNonFinite(trajectories.AsSpan(i * from, from)) >= 0)
            {
                translated.AsSpan(i * to, to).Fill(float.NaN);
                return;
            }

            translated.AsSpan(i * to, to).Fill(Unwritten);
            try
            {
                translate(i, trajectories.AsSpan(i * from, from), translated.AsSpan(i * to, to));
            }
            catch (Exception exception)
            {
                throw Failure(entry, $"{what} failed on trajectory {i}", exception);
            }

            CheckWritten(entry, $" {what}", i, translated.AsSpan(i * to, to));
        }
    }

    private static void ForEach(int count, int threads, Action<int> body, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, body);
        }
        catch (AggregateException exception)
        {
            // The first by its text, so that the message does not depend on which thread was faster.
            throw exception.Flatten().InnerExceptions.OfType<PluginException>().OrderBy(inner => inner.Message, StringComparer.Ordinal)
                .FirstOrDefault() ?? (Exception)exception;
        }
    }

    private static PluginException Failure(TaskEntry entry, string what, Exception exception) =>
        new($"{Name(entry)}: its {what}: {OneLine.Of(exception)}", exception);

    private static void CheckValues(TaskEntry entry, int index, ReadOnlySpan<float> trajectory)
    {
        CheckWritten(entry, "", index, trajectory);
        if (IndexOfNonFinite(trajectory) is var at and >= 0)
        {
            var channels = entry.Task.Simulator.Layout.Channels;
            throw new PluginException($"{Name(entry)}: trajectory {index} has {trajectory[at]} at step {at / channels.Count}, channel '{channels[at % channels.Count].Name}': expected finite values");
        }
    }

    private static void CheckWritten(TaskEntry entry, string what, int index, ReadOnlySpan<float> trajectory)
    {
        var unwritten = MemoryMarshal.Cast<float, uint>(trajectory).Count(BitConverter.SingleToUInt32Bits(Unwritten));
        if (unwritten > 0)
            throw new PluginException($"{Name(entry)}:{what} trajectory {index} has the wrong shape: {unwritten} of {trajectory.Length} values were never written");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexOfNonFinite(ReadOnlySpan<float> trajectory)
    {
        // Zero times what is not finite is NaN, and so is every sum with it.
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(trajectory);
        var zero = Vector512<float>.Zero;
        foreach (var values in vectors)
            zero += values * 0f;
        var finite = Vector512.EqualsAll(zero, Vector512<float>.Zero) ? vectors.Length * Vector512<float>.Count : 0;

        for (var i = finite; i < trajectory.Length; i++)
        {
            if (!float.IsFinite(trajectory[i]))
                return i;
        }

        return -1;
    }

    private static string Name(TaskEntry entry) => $"plugin '{entry.Plugin.Name}', task {entry.Task.Id}";
}
