namespace Misgen.Learning.Diffusion;

/// <summary>
/// Adam without weight decay (Kingma, Ba, ICLR 2015) on one flat parameter, with an exponential moving average beside it.
/// </summary>
internal sealed class Adam : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;
    private readonly Tensor _parameters;
    private readonly Tensor _first;
    private readonly Tensor _second;
    private int _steps;

    public Adam(Tensor parameters)
    {
        _parameters = parameters;
        _first = zeros_like(parameters);
        _second = zeros_like(parameters);
        Average = parameters.detach().clone();
    }

    /// <summary>The moving average of the parameters.</summary>
    public Tensor Average { get; }

    /// <summary>One step along the parameters' gradient, which is then cleared.</summary>
    public void Step(double learningRate, double averageDecay)
    {
        using var still = no_grad();
        using var scope = NewDisposeScope();
        _steps++;
        var gradient = _parameters.grad!;
        _first.mul_(Beta1).add_(gradient, 1 - Beta1);
        _second.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
        var root = _second.sqrt().mul_(1 / Math.Sqrt(1 - Math.Pow(Beta2, _steps))).add_(Epsilon);
        _parameters.addcdiv_(_first, root, -learningRate / (1 - Math.Pow(Beta1, _steps)));
        Average.mul_(averageDecay).add_(_parameters, 1 - averageDecay);
        gradient.zero_();
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        Average.Dispose();
    }
}
