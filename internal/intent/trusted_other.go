//go:build !unix

package intent

import "os"

// trusted believes every folder: here its mode says nothing about who may write to it.
func trusted(os.FileInfo) error { return nil }
