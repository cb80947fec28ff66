package edge

import (
	"encoding/json"
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// listed is an answer that is a list and nothing else, which decides on its own whether an object exists. The field of an
// empty list may be left out; but an answer that has other fields and not this one is no list of anything.
type listed struct {
	field string
	into  any // pointer to the struct that has the field
}

// UnmarshalJSON implements json.Unmarshaler.
func (l *listed) UnmarshalJSON(data []byte) error {
	if err := api.Unmarshal(data, l.into); err != nil {
		return err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	if _, found := fields[l.field]; !found && len(fields) > 0 {
		return fmt.Errorf("the field %q is missing", l.field)
	}
	return nil
}
