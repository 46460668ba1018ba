using Awe.Voices;

namespace Awe.Tests.Voices;

/// <summary>Who gives way when voices run out.</summary>
public class StealOrderTests
{
    private const int Rate = 44100;
    private readonly StealOrder _order = new(slots: 8, Rate);

    [Fact]
    public void The_quietest_of_like_notes_gives_way()
    {
        Sound(0, note: 1, peak: 0.5f);
        Sound(1, note: 2, peak: 0.1f);
        Sound(2, note: 3, peak: 0.3f);

        Assert.Equal(1, Victim(startingNote: 4));
    }

    [Fact]
    public void Of_notes_of_one_loudness_a_released_one_goes_first_and_a_held_key_last()
    {
        Sound(0, note: 1, peak: 0.5f, VoiceHold.Key);
        Sound(1, note: 2, peak: 0.5f, VoiceHold.Pedal);
        Sound(2, note: 3, peak: 0.5f, VoiceHold.Released);

        Assert.Equal(2, Victim(4));
        Leave(2);
        Assert.Equal(1, Victim(5));
    }

    [Fact]
    public void A_held_note_that_has_decayed_goes_before_a_loud_one_that_rings_out()
    {
        Sound(0, note: 1, peak: 0.5f, VoiceHold.Released);
        Sound(1, note: 2, peak: 0.0005f, VoiceHold.Key);

        Assert.Equal(1, Victim(3));
    }

    [Fact]
    public void A_note_that_has_just_begun_stays_before_an_older_one_of_its_loudness()
    {
        Sound(0, note: 1, peak: 0.5f);
        _order.Advance(Rate);
        Sound(1, note: 2, peak: 0.45f);

        Assert.Equal(0, Victim(3));
        _order.Advance(Rate);
        Assert.Equal(1, Victim(4));
    }

    [Fact]
    public void A_note_that_has_sounded_for_days_has_not_just_begun()
    {
        Sound(0, note: 1, peak: 0.45f);
        _order.Advance(Rate);
        Sound(1, note: 2, peak: 0.5f);
        for (var halfDays = 0; halfDays < 5; halfDays++)
        {
            _order.Advance(int.MaxValue);
            Assert.Equal(0, Victim(3));
        }
    }

    [Fact]
    public void A_voice_that_is_slurred_to_the_starting_note_gives_way_to_nobody_and_leaves_those_that_it_was_with()
    {
        Sound(0, note: 1, peak: 0.1f);
        Sound(1, note: 1, peak: 0.1f);
        Sound(2, note: 2, peak: 0.5f);
        _order.BeginNote(3);
        _order.Move(1, note: 3);
        Sound(3, note: 3, peak: 0.1f);

        Assert.Equal([0], Ring(0));
        Assert.Equal([1, 3], Ring(1));
        Assert.Equal(0, Victim(3));
        Leave(0);
        Assert.Equal(2, Victim(3));
    }

    [Fact]
    public void A_note_is_worth_its_loudest_voice()
    {
        Sound(0, note: 1, peak: 0.01f);
        Sound(1, note: 1, peak: 0.9f);
        Sound(2, note: 2, peak: 0.1f);

        Assert.Equal(2, Victim(3));
    }

    [Fact]
    public void The_voices_of_a_note_stand_in_a_ring_whoever_of_them_ends()
    {
        for (var slot = 0; slot < 4; slot++)
        {
            Sound(slot, note: 1, peak: 0.5f);
        }

        Sound(4, note: 2, peak: 0.5f);
        Assert.Equal([0, 1, 2, 3], Ring(2));
        Leave(2);
        Assert.Equal([0, 1, 3], Ring(0));
        Leave(0);
        Leave(3);
        Assert.Equal([1], Ring(1));
        Assert.Equal([4], Ring(4));
    }

    [Fact]
    public void The_note_that_starts_never_gives_way_to_itself()
    {
        Sound(0, note: 1, peak: 0.5f);
        Sound(1, note: 1, peak: 0.1f);
        Assert.Equal(-1, Victim(1));

        Leave(1);
        Assert.Equal(-1, Victim(1));
        Assert.Equal(0, Victim(2));
    }

    [Fact]
    public void What_fades_is_no_victim_and_the_quietest_fade_is_cut_first()
    {
        Sound(0, note: 1, peak: 0.5f, VoiceHold.Fading);
        Sound(1, note: 2, peak: 0.2f, VoiceHold.Fading);
        Assert.Equal(-1, Victim(3));
        Assert.Equal(1, _order.FindQuietestFade());

        _order.Silence(0);
        Assert.Equal(0, _order.FindQuietestFade());
    }

    [Fact]
    public void A_recording_that_has_rung_out_is_quiet_whatever_its_envelope_says()
    {
        var full = new BusGains(1, 1, 0, 0, 0);
        Sound(0, note: 1, peak: 0.9f);
        Sound(1, note: 2, peak: 0.1f);
        _order.Advance(Rate);
        Span<float> silence = stackalloc float[64];
        for (var block = 0; block < 100; block++)
        {
            _order.Hear(0, silence, full, isRising: false);
        }

        Assert.Equal(0, Victim(3));
    }

    private void Sound(int slot, long note, float peak, VoiceHold hold = VoiceHold.Key)
    {
        _order.BeginNote(note);
        _order.Hold(slot, hold);
        _order.Expect(slot, new BusGains(2 * peak, 2 * peak, 0, 0, 0)); // recordings are taken to reach half of full scale
        _order.Enter(slot, note);
    }

    private void Leave(int slot)
    {
        _order.Leave(slot);
        _order.Hold(slot, VoiceHold.Free);
    }

    private int Victim(long startingNote)
    {
        _order.BeginNote(startingNote);
        return _order.FindVictim();
    }

    private int[] Ring(int slot)
    {
        var ring = new List<int> { slot };
        for (var at = _order.NextOfNote(slot); at != slot; at = _order.NextOfNote(at))
        {
            ring.Add(at);
        }

        return [.. ring.Order()];
    }
}
