package problem

import (
	"fmt"
	"runtime"
	"strings"
)

// Panicked is the problem that a recovered panic is. Its cause names the panic's
// type and place without its own value, which may hold personal data. Call it in
// the deferred function that recovers.
func Panicked(value any) *Problem {
	return Wrap(Internal, fmt.Errorf("panic of a %T at %s", value, callers()))
}

// callers are the functions and lines that led to a panic, without arguments.
func callers() string {
	addresses := make([]uintptr, 24)
	// Past Callers, callers, Panicked, the deferred function and gopanic.
	frames := runtime.CallersFrames(addresses[:runtime.Callers(5, addresses)])
	var lines []string
	for {
		frame, more := frames.Next()
		lines = append(lines, fmt.Sprintf("%s:%d", frame.Function, frame.Line))
		if !more {
			return strings.Join(lines, " < ")
		}
	}
}
