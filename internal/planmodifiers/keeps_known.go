package planmodifiers

// KeepsKnown is implemented by plan modifiers that say and change nothing as long as the planned value is the one in state
// and nothing in the configuration is unknown. Package unchanged relies on it.
type KeepsKnown interface{ KeepsKnown() }
