namespace Awe.Benchmarks.HitRate.Policies;

/// <summary>
/// A small window in order of use takes every new page; what falls out of it gets into the main part only if it was used more often of
/// late than the page that would leave there. The main part is two lists: pages on probation, and pages used again there, 80 % at most.
/// </summary>
internal sealed class WTinyLfu : IPolicy
{
    private readonly FrequencySketch _sketch;
    private readonly PageList _window;
    private readonly PageList _probation;
    private readonly PageList _protected;
    private readonly int _windowCapacity;
    private readonly int _mainCapacity;
    private readonly int _protectedCapacity;

    public WTinyLfu(int capacity, int pages)
    {
        _sketch = new FrequencySketch(capacity);
        (_window, _probation, _protected) = (new PageList(pages), new PageList(pages), new PageList(pages));
        _windowCapacity = Math.Max(1, capacity / 100);
        _mainCapacity = capacity - _windowCapacity;
        _protectedCapacity = _mainCapacity * 8 / 10;
    }

    public bool Access(int page)
    {
        _sketch.Use(page);
        if (_window.Contains(page))
        {
            _window.Remove(page);
            _window.Add(page);
            return true;
        }

        if (_protected.Contains(page))
        {
            _protected.Remove(page);
            _protected.Add(page);
            return true;
        }

        if (_probation.Contains(page))
        {
            Protect(page);
            return true;
        }

        _window.Add(page);
        if (_window.Count > _windowCapacity)
        {
            Admit(_window.TakeOldest());
        }

        return false;
    }

    private void Protect(int page)
    {
        _probation.Remove(page);
        _protected.Add(page);
        if (_protected.Count > _protectedCapacity)
        {
            _probation.Add(_protected.TakeOldest());
        }
    }

    private void Admit(int candidate)
    {
        if (_probation.Count + _protected.Count < _mainCapacity)
        {
            _probation.Add(candidate);
            return;
        }

        var main = _probation.Count > 0 ? _probation : _protected;
        if (main.Count > 0 && _sketch.Of(candidate) > _sketch.Of(main.Oldest))
        {
            main.TakeOldest();
            _probation.Add(candidate);
        }
    }
}
