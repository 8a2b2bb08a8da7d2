using Misgen.Plugins;

namespace PluginName;

/// <summary>
/// <c>plugin-name/throw</c>: a ball that is thrown and flies without air, <c>x = x₀ + v cos(α) t</c> and
/// <c>y = y₀ + v sin(α) t − g t² / 2</c>. Where it starts and the angle are random; its speed is curated to be uniform on [8, 12] m/s.
/// </summary>
internal sealed class ThrowTask : ISimulator
{
    private const int Length = 16;
    private const double Interval = 0.1;
    private const double Gravity = 9.81;
    private const double MiddleTime = (Length - 1) * Interval / 2;
    private static readonly QuantityRange Range = new(8, 12);

    public TrajectoryLayout Layout { get; } = new(Length, [new Channel("x", "m"), new Channel("y", "m")], Interval, "s");

    public static PhysicsTask Create() => new()
    {
        Id = "plugin-name/throw",
        Description = "a ball that is thrown; the quantity is the speed it starts with",
        Simulator = new ThrowTask(),
        Quantity = new Quantity("launch speed", "m/s", Range, LaunchSpeed),
        Curator = new SteeredCurator(new UniformTarget(Range)),
        Defects = [new Defect("distance to the nearest throw", "m", 0.2, DistanceToNearestThrow)],
    };

    // Makes one trajectory with the wanted launch speed. All that is random comes from the stream.
    public void Simulate(RandomStream random, double wanted, Span<float> trajectory)
    {
        var (x, y) = (random.NextNormal(), random.NextNormal());
        var (sin, cos) = Math.SinCos(random.NextUniform(Math.PI / 9, Math.PI * 4 / 9));
        for (var t = 0; t < Length; t++)
        {
            var time = t * Interval;
            trajectory[2 * t] = (float)(x + (wanted * cos * time));
            trajectory[(2 * t) + 1] = (float)(y + (wanted * sin * time) - (Gravity * time * time / 2));
        }
    }

    private static double LaunchSpeed(ReadOnlySpan<float> trajectory)
    {
        var fit = NearestThrow(trajectory);
        return Math.Sqrt((fit.SpeedX * fit.SpeedX) + (fit.SpeedY * fit.SpeedY));
    }

    // Root mean square over the steps. Every throw has zero, whatever its speed.
    private static double DistanceToNearestThrow(ReadOnlySpan<float> trajectory)
    {
        var fit = NearestThrow(trajectory);
        double sum = 0;
        for (var t = 0; t < Length; t++)
        {
            var time = (t * Interval) - MiddleTime;
            var (x, y) = WithoutGravity(trajectory, t);
            var (dx, dy) = (x - fit.MeanX - (fit.SpeedX * time), y - fit.MeanY - (fit.SpeedY * time));
            sum += (dx * dx) + (dy * dy);
        }

        return Math.Sqrt(sum / Length);
    }

    // Least squares: without gravity, a throw is a straight line.
    private static (double MeanX, double MeanY, double SpeedX, double SpeedY) NearestThrow(ReadOnlySpan<float> trajectory)
    {
        double meanX = 0, meanY = 0, crossX = 0, crossY = 0, square = 0;
        for (var t = 0; t < Length; t++)
        {
            var time = (t * Interval) - MiddleTime;
            var (x, y) = WithoutGravity(trajectory, t);
            (meanX, meanY) = (meanX + (x / Length), meanY + (y / Length));
            (crossX, crossY) = (crossX + (time * x), crossY + (time * y));
            square += time * time;
        }

        return (meanX, meanY, crossX / square, crossY / square);
    }

    private static (double X, double Y) WithoutGravity(ReadOnlySpan<float> trajectory, int t)
    {
        var time = t * Interval;
        return (trajectory[2 * t], trajectory[(2 * t) + 1] + (Gravity * time * time / 2));
    }
}
