using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Misgen.Plugins.DoublePendulum;

/// <summary>
/// Integrates the equations of motion by Taylor series with variable steps and dense output, after Jorba and Zou, "A software package
/// for the numerical integration of ODEs by means of high-order Taylor methods", Exp. Math. 14, 2005; sixteen motions side by side.
/// </summary>
/// <remarks>
/// Every lane has steps of its own, and begins the next motion as soon as its last is done. Nothing passes from lane to lane: a motion
/// has the same bits in any company.
/// </remarks>
internal ref struct TaylorIntegrator
{
    private const int Lanes = TaylorSeries.Lanes;
    private const int Channels = EnergyTask.Channels;

    private readonly TaylorSeries _series;
    private readonly ReadOnlySpan<double> _starts;
    private readonly Span<double> _states;
    private readonly Span<double> _due;
    private readonly Span<int> _at;
    private readonly Span<int> _motion;
    private readonly Span<double> _samples;
    private readonly double[] _rows;
    private readonly double _interval;
    private readonly int _size;
    private readonly int _stride;
    private readonly int _count;
    private int _next;

    private TaylorIntegrator(ReadOnlySpan<PendulumLanes> starts, double interval, int length, int count, Span<byte> memory)
    {
        _series = new TaylorSeries(memory[..TaylorSeries.Bytes]);
        _states = PendulumLanes.Values(_series.States);
        _samples = PendulumLanes.Values(_series.Samples);
        _starts = MemoryMarshal.Cast<PendulumLanes, double>(starts);
        (_interval, _size, _count) = (interval, Channels * length, count);

        // A row more than a motion has: rows are written before it is known whether they are due.
        _stride = _size + Channels;
        _rows = new double[Lanes * _stride];
        _due = new double[Lanes];
        _at = new int[Lanes];
        _motion = new int[Lanes];
    }

    /// <summary>Integrates, and rounds the samples to floats.</summary>
    /// <param name="starts">The states at time 0, eight by eight.</param>
    /// <param name="interval">Time between samples, s.</param>
    /// <param name="length">Number of samples, the first of which is the start; at least 2.</param>
    /// <param name="rows"><c>[count, length, 4]</c>, to be filled with (θ1, θ2, ω1, ω2).</param>
    public static void Integrate(ReadOnlySpan<PendulumLanes> starts, double interval, int length, Span<float> rows) =>
        new TaylorIntegrator(starts, interval, length, rows.Length / (Channels * length), stackalloc byte[TaylorSeries.Bytes]).Run(rows, []);

    /// <summary>Integrates.</summary>
    /// <param name="starts">The states at time 0, eight by eight.</param>
    /// <param name="interval">Time between samples, s.</param>
    /// <param name="length">Number of samples, the first of which is the start; at least 2.</param>
    /// <param name="rows"><c>[count, length, 4]</c>, to be filled with (θ1, θ2, ω1, ω2).</param>
    /// <returns>The number of series expanded, for sixteen motions at once.</returns>
    public static int Integrate(ReadOnlySpan<PendulumLanes> starts, double interval, int length, Span<double> rows) =>
        new TaylorIntegrator(starts, interval, length, rows.Length / (Channels * length), stackalloc byte[TaylorSeries.Bytes]).Run([], rows);

    private int Run(Span<float> rounded, Span<double> exact)
    {
        for (var lane = 0; lane < Lanes; lane++)
            Begin(lane);

        var expanded = 0;
        for (var left = _count; left > 0; expanded++)
        {
            for (var done = Step(); done != 0; done &= done - 1, left--)
            {
                var lane = BitOperations.TrailingZeroCount(done);
                var rows = _rows.AsSpan(lane * _stride, _size);
                if (exact.IsEmpty)
                    Round(rows, rounded.Slice(_motion[lane] * _size, _size));
                else
                    rows.CopyTo(exact[(_motion[lane] * _size)..]);
                Begin(lane);
            }
        }

        return expanded;
    }

    // The next motion; if there is none, a pendulum that rests and is not waited for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(int lane)
    {
        var (to, row) = (PendulumLanes.First(lane), lane * _stride);
        (_motion[lane], _at[lane], _due[lane]) = (_next, row, double.PositiveInfinity);
        if (_next == _count)
        {
            PendulumLanes.Rest(_states, lane);
            return;
        }

        var from = PendulumLanes.First(_next++);
        for (var i = 0; i < PendulumLanes.Vectors; i++)
            _states[to + (i * PendulumLanes.Count)] = _starts[from + (i * PendulumLanes.Count)];
        for (var i = 0; i < Channels; i++)
            _rows[row + i] = _starts[from + (i * PendulumLanes.Count)];
        (_at[lane], _due[lane]) = (row + Channels, _interval);
    }

    // One step of every lane. It takes in one sample on its way, and ends at the second at the latest. Returns a bit for each lane that
    // has all its samples.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly uint Step()
    {
        _series.Expand();
        var interval = Vector512.Create(_interval);
        var (low, high) = (Vector512.Create<double>(_due), Vector512.Create<double>(_due[PendulumLanes.Count..]));
        _series.Sample(low, high);
        var (endLow, endHigh) = (low + interval, high + interval);
        var step = _series.Step();
        var (stepLow, stepHigh) = (Vector512.Min(Vector512.WidenLower(step), endLow), Vector512.Min(Vector512.WidenUpper(step), endHigh));
        _series.Advance(stepLow, stepHigh);

        var (passedLow, passedHigh) = (Vector512.LessThanOrEqual(low, stepLow), Vector512.LessThanOrEqual(high, stepHigh));
        var (reachedLow, reachedHigh) = (Vector512.Equals(endLow, stepLow), Vector512.Equals(endHigh, stepHigh));
        (low - stepLow + (passedLow & interval) + (reachedLow & interval)).CopyTo(_due);
        (high - stepHigh + (passedHigh & interval) + (reachedHigh & interval)).CopyTo(_due[PendulumLanes.Count..]);
        return Write(Bits(passedLow, passedHigh), Bits(reachedLow, reachedHigh));
    }

    // Writes both samples of every lane, but goes on to the next row only where they were due: what is not will be overwritten. Branches
    // would be foreseen for few lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly uint Write(uint passed, uint reached)
    {
        uint done = 0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var (first, row) = (PendulumLanes.First(lane), _at[lane]);
            Row(_samples, first).CopyTo(_rows, row);
            row += Channels * (int)((passed >> lane) & 1);
            Row(_states, first).CopyTo(_rows, row);
            row += Channels * (int)((reached >> lane) & 1);
            _at[lane] = row;
            done |= ((uint)((lane * _stride) + _size - 1 - row) >> 31) << lane;
        }

        return done;
    }

    private static Vector256<double> Row(ReadOnlySpan<double> values, int first)
    {
        const int Apart = PendulumLanes.Count;
        return Vector256.Create(values[first], values[first + Apart], values[first + (2 * Apart)], values[first + (3 * Apart)]);
    }

    private static uint Bits(Vector512<double> low, Vector512<double> high) =>
        (uint)(Vector512.ExtractMostSignificantBits(low) | (Vector512.ExtractMostSignificantBits(high) << PendulumLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round(ReadOnlySpan<double> rows, Span<float> rounded)
    {
        for (var i = 0; i < rows.Length; i += 2 * Vector256<double>.Count)
            Vector256.Narrow(Vector256.Create(rows[i..]), Vector256.Create(rows[(i + 4)..])).CopyTo(rounded[i..]);
    }
}
