package provider_test

import (
	"slices"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// notApplicable says why a cell cannot be; "" if it can.
func notApplicable(p place, hit trouble) string {
	if hit.refuses != "" && p.position > 0 {
		return "a connection that is open already is not refused; when it breaks, that is a reset"
	}
	return ""
}

// outcomes are a rule of the matrix: what comes of trouble at some places, and why. Later ones win.
type outcomes struct {
	why   string
	where func(place) bool
	// cells are pairs "trouble outcome".
	cells []string
}

// expected is what must come of trouble at a place.
func expected(p place, hit trouble) string {
	want := ""
	for _, rule := range allOutcomes() {
		if !rule.where(p) {
			continue
		}
		for _, pair := range rule.cells {
			if name, outcome, _ := strings.Cut(pair, " "); name == hit.name {
				want = outcome
			}
		}
	}
	return want
}

func allOutcomes() []outcomes {
	all := func(place) bool { return true }
	return []outcomes{
		{
			why: "whatever may be repeated is; what goes on to fail is an error, and nothing was done; a session is renewed once", where: all,
			cells: []string{
				"429+RA rep", "429 rep", "429.. E+", "500 rep", "500.. E+", "502 rep", "502.. E+", "503 rep", "503+RA rep", "503.. E+", "down ok", "down.. E",
				"reset rep", "reset.. E+", "resetA rep", "timeA rep", "trunc rep", "garb E", "401 login", "401.. E+", "403 E", "404 E", "409 E", "slow ok",
			},
		},
		{
			why: "a 404 to a read is confirmed by the list, which has the object, so it is read again", where: place.readsOne,
			cells: []string{"404 rep"},
		},
		{
			why: "AppTego and GATE know no sessions, and the login makes one: credentials are refused for good", where: place.withoutSession,
			cells: []string{"401 E", "401.. E"},
		},
		{
			why:   "a create that may have been carried out is looked up: what was made is adopted; when nothing was, it is sent again",
			where: place.createsOne, cells: []string{"resetA found", "timeA found", "trunc found", "garb rep"},
		},
		{
			why:   "only the lost answer held the secret of the token: another one is made, and a warning names the first",
			where: func(p place) bool { return p.operation == "createToken" }, cells: []string{"resetA rep", "timeA rep", "trunc rep"},
		},
		{
			why:   "what is in no list cannot be looked up, so it is never sent again; the error says that it may be there. The next apply sends it a second time",
			where: place.makesUnlisted,
			cells: []string{
				"500 E", "500.. E", "502 E", "502.. E", "503 E", "503.. E", "reset E", "reset.. E", "resetA Edone", "timeA Edone", "trunc Edone", "garb E",
			},
		},
		{
			why:   "the object exists already: it is in state when a later step of its creation fails",
			where: func(p place) bool { return p.operation == "updateAppIntegrityConfig" && p.rpc == "create" },
			cells: append(failures("Epart"), "401 Epart"),
		},
		{
			why:   "what existed before a create is asked only to be able to look up what it made: without it the create still works",
			where: func(p place) bool { return p.operation == "listAppIntegrityConfigs" && p.rpc == "create" },
			cells: []string{"429.. rep", "500.. rep", "502.. rep", "503.. rep", "reset.. rep", "garb ok", "401 ok", "401.. ok", "403 ok", "404 ok", "409 ok"},
		},
		{
			why:   "an undocumented operation was carried out, and then could not be verified",
			where: func(p place) bool { return p.position > 0 && p.verifies() },
			cells: failures("Edone"),
		},
		{
			why: "a change of the members of a rule was carried out, and then could not be read again",
			where: func(p place) bool {
				return p.TypeName == "zerotrust_access_member" && p.rpc != "read" && p.readsOne() && p.index > 0
			},
			cells: slices.DeleteFunc(failures("Edone"), func(cell string) bool { return cell == "404 Edone" }),
		},
		{
			why: "the settings of a group were set, and then could not be read again",
			where: func(p place) bool {
				return p.TypeName == "zerotrust_group_settings" && p.rpc == "create" && p.readsOne() && p.index > 0
			},
			cells: slices.DeleteFunc(failures("Edone"), func(cell string) bool { return cell == "404 Edone" }),
		},
		{
			why: "the group that is to be taken over must be there",
			where: func(p place) bool {
				return p.TypeName == "zerotrust_group_settings" && p.rpc == "create" && p.readsOne() && p.index == 0
			},
			cells: []string{"404 E"},
		},
		{
			why:   "the answer to an update of a group may have another shape, so that a read counts: what was not stored is a warning",
			where: func(p place) bool { return p.operation == "updateGroup" }, cells: []string{"garb found"},
		},
		{
			why:   "as every 404 to a read",
			where: func(p place) bool { return p.verifies() && p.rpc == "update" && p.readsOne() }, cells: []string{"404 rep"},
		},
		{
			why:   "the object that is to be gone is answered by 404 in any case, whatever the body",
			where: func(p place) bool { return p.verifies() && p.rpc == "delete" && strings.HasPrefix(p.operation, "get") },
			cells: []string{"trunc ok", "404 ok"},
		},
		{
			why:   "an undocumented deletion is judged by a read, not by its own answer: an object that is still there stays in the service, and the warning says so",
			where: func(p place) bool { return !p.Documented(p.Deletes) && strings.HasPrefix(p.operation, "delete") },
			cells: []string{"trunc ok", "garb left", "404 left"},
		},
	}
}

// failures are the cells that are errors, with another word for them.
func failures(word string) []string {
	var cells []string
	for _, name := range []string{"429..", "500..", "502..", "503..", "reset..", "garb", "401..", "403", "404", "409"} {
		cells = append(cells, name+" "+word)
	}
	return cells
}

func (p place) readsOne() bool { return strings.HasPrefix(p.operation, "get") }

func (p place) createsOne() bool { return strings.HasPrefix(p.operation, "create") }

// makesUnlisted says whether the request makes what nobody can look for.
func (p place) makesUnlisted() bool { return p.Event() || p.createsOne() && p.Lists == "" }

func (p place) withoutSession() bool {
	return p.operation == "tokenLogin" || p.Event() || p.Kind == mockapi.KindAppIntegrityConfig
}

// verifies says whether the request reads after an undocumented write.
func (p place) verifies() bool {
	return !p.Documented(p.Deletes) && (p.rpc == "delete" || p.rpc == "update") && !strings.HasPrefix(p.operation, "delete") && !strings.HasPrefix(p.operation, "update")
}
