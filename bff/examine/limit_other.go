//go:build !unix

package examine

import "os"

// limitProcess: here only the time is limited, by whoever started this process.
func limitProcess() error { return nil }

func toldToEnd(*os.ProcessState) bool { return false }
