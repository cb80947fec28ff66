package api

import (
	"fmt"
	"time"
)

// Time is a moment as a service writes one: a whole number of milliseconds since 1970, or, below 10^11, of seconds. 0 is
// no moment. It is read and sent as Int64 is.
type Time int64

// firstMilliseconds is the smallest number that is milliseconds: as seconds it would be in the year 5138.
const firstMilliseconds = 100_000_000_000

// UnmarshalJSON reads what Int64 reads.
func (t *Time) UnmarshalJSON(data []byte) error { return (*Int64)(t).UnmarshalJSON(data) }

// ParseTime reads a moment in RFC 3339, and "" as none. What the numbers of a service cannot say is an error: fractions of a
// millisecond, and what is before March 1973, where milliseconds would be taken for seconds.
func ParseTime(text string) (Time, error) {
	if text == "" {
		return 0, nil
	}
	moment, err := time.Parse(time.RFC3339, text)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is not RFC 3339, such as \"2024-01-15T14:30:25Z\"", text)
	case moment.UnixMilli() < firstMilliseconds:
		return 0, fmt.Errorf("%q is before 1973-03-03T09:46:40Z, the earliest moment that the service can tell", text)
	case !moment.Equal(moment.Truncate(time.Millisecond)):
		return 0, fmt.Errorf("%q has a fraction of a millisecond, which the service cannot keep", text)
	}
	return Time(moment.UnixMilli()), nil
}

// Moment returns the moment in UTC.
func (t Time) Moment() time.Time {
	if t < firstMilliseconds {
		return time.Unix(int64(t), 0).UTC()
	}
	return time.UnixMilli(int64(t)).UTC()
}

// Is says whether a text in RFC 3339 is the moment, in whatever time zone.
func (t Time) Is(text string) bool {
	other, err := ParseTime(text)
	return err == nil && t.Moment().Equal(other.Moment())
}

// RFC3339 returns the moment in UTC, as in "2024-01-15T14:30:25Z"; "" for none.
func (t Time) RFC3339() string {
	if t == 0 {
		return ""
	}
	return t.Moment().Format("2006-01-02T15:04:05.999Z07:00")
}
