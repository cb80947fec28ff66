package mockapi

import "strings"

// MaskLastFour replaces everything but the last four characters by '*'. A secret of four characters or fewer becomes
// only '*'.
func MaskLastFour(secret string) string { return MaskLast(4)(secret) }

// MaskLast returns a mask that keeps the last n characters, and nothing of a secret that has no more than n.
func MaskLast(n int) func(string) string {
	return func(secret string) string {
		head, tail := splitTail(secret, n)
		return strings.Repeat("*", head) + tail
	}
}

// MaskMarked is a mask in the style of the vendor's examples: a text that ends in the last four characters.
func MaskMarked(secret string) string {
	_, tail := splitTail(secret, 4)
	if tail == "" {
		return "masked-secret"
	}
	return "masked-secret-ending-" + tail
}

// splitTail returns how many characters a mask hides and the characters that it shows.
func splitTail(secret string, n int) (hidden int, shown string) {
	runes := []rune(secret)
	if len(runes) <= n {
		return len(runes), ""
	}
	cut := len(runes) - n
	return cut, string(runes[cut:])
}
