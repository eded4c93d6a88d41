//go:build !unix

package examine

// limitProcess: here only the time is limited, by whoever started this process.
func limitProcess() error { return nil }
