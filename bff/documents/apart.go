package documents

import "innbyggertjenesten/bff/problem"

// apart does what needs much stack on a stack of its own, and waits for it. A
// goroutine keeps most of what its stack has grown to: a stream that takes
// minutes would hold what deciding about it needed for a millisecond.
func apart(do func() error) error {
	ended := make(chan error, 1)
	go func() {
		defer func() {
			if value := recover(); value != nil {
				ended <- problem.Panicked(value)
			}
		}()
		ended <- do()
	}()
	return <-ended
}
