//go:build unix

package examine

import (
	"os"
	"syscall"
)

const (
	mostMemory  = 1 << 30
	mostSeconds = 30
)

// limitProcess takes from this process what it doesn't need to look at one file.
func limitProcess() error {
	for resource, most := range map[int]uint64{
		syscall.RLIMIT_DATA: mostMemory, syscall.RLIMIT_CPU: mostSeconds, syscall.RLIMIT_FSIZE: 0, syscall.RLIMIT_CORE: 0,
	} {
		var has syscall.Rlimit
		if err := syscall.Getrlimit(resource, &has); err != nil {
			return err
		}
		limit := min(most, uint64(has.Max))
		if err := syscall.Setrlimit(resource, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
			return err
		}
	}
	return nil
}

// toldToEnd tells whether a process was ended as whole services are, which says
// nothing of its file.
func toldToEnd(state *os.ProcessState) bool {
	status, ok := state.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() {
		return false
	}
	signal := status.Signal()
	return signal == syscall.SIGTERM || signal == syscall.SIGINT || signal == syscall.SIGHUP
}
