package view_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestView_reads(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	const config = `"view":"a b","start_time":"2024-01-15T14:30:25Z","end_time":"2024-01-15T15:30:25+01:00"`
	p.Shows(t.Context(), "zerotrust_view", `{`+config+`}`, `{`+config+`,"result":"{\"rows\":[{\"end\":\"1705329025000\",\"start\":\"1705329025000\"}],\"view\":\"a b\"}"}`)
	s.Inject(mockapi.Fault{Operation: "queryView", Times: 1, Status: 204})
	p.Shows(t.Context(), "zerotrust_view", `{`+config+`}`, `{`+config+`}`)
	for config, text := range map[string]string{
		`{"view":"v","start_time":"yesterday","end_time":"2024-01-15T14:30:25Z"}`:            "start_time",
		`{"view":"v","start_time":"2024-01-15T14:30:25Z","end_time":"2024-01-15T14:30:24Z"}`: "The range ends before it starts.",
	} {
		_, said := p.ReadData(t.Context(), "zerotrust_view", config)
		acctest.Says(t, said, "error", text)
	}
}
