package workflow

import (
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// Meaning says what workflows mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_workflow", One: "workflow", Labels: []string{"name"},
		Sum: func(o meaning.Object) meaning.Sentence {
			recipients := meaning.Say("nobody who is named")
			if !o.Get("recipients").IsZero() {
				recipients = meaning.Say(o.Get("recipients"))
			}
			return meaning.Say("Approved by ", recipients, "; an approval is valid for ", span(o.Get("approval_ttl_sec")), ".")
		},
		Fields: []meaning.Field{{Name: "name", Words: "Name"}, {Name: "title", Words: "Title"}, {Name: "recipients", Words: "Approvers"}},
		Said:   []string{"approval_ttl_sec", "execution_ttl_sec", "answers", "justification_required", "requestor_justification_required", "token_required"},
		Change: change,
	}
}

// span says how long something is valid.
func span(v meaning.Value) meaning.Sentence {
	seconds, known := v.Int()
	switch {
	case v.IsHidden() || v.IsUnknown() && v.IsHidden():
		return meaning.Say(meaning.Hidden)
	case !known:
		return meaning.Say("as long as the service decides")
	case seconds == unlimited:
		return meaning.Say("ever")
	}
	return meaning.Say(meaning.Span(seconds))
}

func change(c *meaning.Change) {
	c.Opens("recipients", "Approvals may be given by")
	if c.After.Exists() {
		if after, known := c.After.Get("approval_ttl_sec").Int(); known && after == unlimited {
			if before, had := c.Before.Get("approval_ttl_sec").Int(); !had || before != unlimited {
				c.Risk(meaning.EndlessApproval, "An approval never ends.")
			}
		}
		if c.Differs("answers") && allApprove(c.After.Get("answers")) {
			c.Risk(meaning.EveryAnswerApproves, "Whatever an approver answers, it approves.")
		}
	}
	if !c.Before.Exists() || !c.After.Exists() {
		return
	}
	for _, limit := range []struct{ name, words string }{{"approval_ttl_sec", "An approval is valid for "}, {"execution_ttl_sec", "A run may take "}} {
		if c.Differs(limit.name) {
			c.Say(limit.words, span(c.After.Get(limit.name)), ", before ", span(c.Before.Get(limit.name)), ".")
		}
	}
	if c.Differs("answers") {
		c.Say("The answers that an approver can give change.")
	}
	for _, duty := range []struct{ name, words string }{
		{"justification_required", "a justification"}, {"requestor_justification_required", "a justification of the user who asks"}, {"token_required", "a token"},
	} {
		if c.Ends(duty.name) {
			c.Risk(meaning.ApprovalOpened, "The workflow no longer asks for "+duty.words+".")
			c.Say("No longer asks for " + duty.words + ".")
		}
		if c.Begins(duty.name) {
			c.Say("Asks for " + duty.words + ".")
		}
	}
}

// allApprove says whether every one of the answers leads to success, or, where their actions do not tell, whether all answers do
// the same: then it makes no difference what an approver says.
func allApprove(answers meaning.Value) bool {
	list := answers.Elements()
	if len(list) == 0 || answers.HasUnknown() {
		return false
	}
	approves, says := 0, 0
	for _, answer := range list {
		success, verdict := false, false
		for _, action := range answer.At("actions").Elements() {
			target, _ := action.At("target").Exact()
			switch strings.ToUpper(target) {
			case "SUCCESS":
				success, verdict = true, true
			case "FAILURE", "UNSURE":
				verdict = true
			}
		}
		if success {
			approves++
		}
		if verdict {
			says++
		}
	}
	if says > 0 {
		return approves == len(list)
	}
	first := list[0].At("actions")
	return !first.IsZero() && !slices.ContainsFunc(list, func(a meaning.Value) bool { return !a.At("actions").Same(first) })
}
