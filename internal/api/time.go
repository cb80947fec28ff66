package api

import "time"

// Time is a moment as a service writes one: a whole number of milliseconds since 1970, or, below 10^11, of seconds. 0 is
// no moment. It is read and sent as Int64 is.
type Time int64

// firstMilliseconds is the smallest number that is milliseconds: as seconds it would be in the year 5138.
const firstMilliseconds = 100_000_000_000

// UnmarshalJSON reads what Int64 reads.
func (t *Time) UnmarshalJSON(data []byte) error { return (*Int64)(t).UnmarshalJSON(data) }

// RFC3339 returns the moment in UTC, as in "2024-01-15T14:30:25Z"; "" for none.
func (t Time) RFC3339() string {
	switch {
	case t == 0:
		return ""
	case t < firstMilliseconds:
		return time.Unix(int64(t), 0).UTC().Format(time.RFC3339)
	}
	return time.UnixMilli(int64(t)).UTC().Format("2006-01-02T15:04:05.999Z07:00")
}
