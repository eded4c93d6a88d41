package examine

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

const (
	// usualPatience is how long a file may take; the biggest pictures take some seconds.
	usualPatience = 25 * time.Second
	// mostOut is how big a picture drawn anew may be.
	mostOut = 64 << 20
)

// Child examines files in a process of its own, so that one that was made to
// harm its reader can harm nothing else: it has little memory, little time, no
// files and no secrets.
type Child struct {
	// Command runs Serve; by default this program with the word "examine".
	Command []string
	// Patience is how long a file may take; 25 seconds by default.
	Patience time.Duration
}

// begun is the child's first line: from there on its end is the file's doing.
const begun = "begun\n"

// verdict is the child's answer; the content follows it after a line break.
type verdict struct {
	Kind    Kind   `json:"kind"`
	Reason  Reason `json:"reason,omitempty"`
	Changed bool   `json:"changed,omitempty"`
}

// ErrNotBegun says that the child couldn't be started or couldn't limit itself.
var ErrNotBegun = errors.New("examine: the child didn't begin")

// Examine is the function of the same name in the other process. An error that
// is no *Refusal says that it couldn't be asked: ask again.
func (c Child) Examine(ctx context.Context, content []byte) (Examined, error) {
	command := c.Command
	if len(command) == 0 {
		self, err := os.Executable()
		if err != nil {
			return Examined{}, fmt.Errorf("examine: %w", err)
		}
		command = []string{self, "examine"}
	}
	limited, cancel := context.WithTimeout(ctx, cmp.Or(c.Patience, usualPatience))
	defer cancel()
	child := exec.CommandContext(limited, command[0], command[1:]...)
	// Nothing of ours, but Go's own limit below the hard one, so that it cleans up in time.
	child.Env = []string{"GOMEMLIMIT=600MiB", "GOMAXPROCS=2"}
	child.Stdin = bytes.NewReader(content)
	out := &bounded{most: mostOut}
	child.Stdout = out
	child.WaitDelay = time.Second
	err := child.Run()
	said, began := bytes.CutPrefix(out.kept.Bytes(), []byte(begun))
	var exited *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return Examined{}, ctx.Err()
	case !began:
		// It couldn't be started, or couldn't limit itself: that isn't the file's doing.
		return Examined{}, errors.Join(ErrNotBegun, err, limited.Err())
	case errors.As(err, &exited) && toldToEnd(exited.ProcessState):
		return Examined{}, fmt.Errorf("examine: %w", err)
	case errors.As(err, &exited), limited.Err() != nil, errors.Is(err, errTooMuch), out.full:
		// It died of the file, or would have gone on for ever.
		return Examined{}, refuse(TooComplex)
	case err != nil:
		return Examined{}, fmt.Errorf("examine: %w", err)
	}
	head, rest, _ := bytes.Cut(said, []byte("\n"))
	var answer verdict
	if err := json.Unmarshal(head, &answer); err != nil {
		return Examined{}, fmt.Errorf("examine: the answer can't be read: %w", err)
	}
	if answer.Reason != "" {
		return Examined{}, refuse(answer.Reason)
	}
	if !answer.Changed {
		return Examined{Kind: answer.Kind}, nil
	}
	return Examined{Kind: answer.Kind, Content: rest}, nil
}

// Serve is what the child does: one file comes in, one verdict goes out.
func Serve(in io.Reader, out io.Writer) error {
	if err := limitProcess(); err != nil {
		return err
	}
	content, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(out, begun); err != nil {
		return err
	}
	examined, err := Examine(content)
	answer := verdict{Kind: examined.Kind, Changed: examined.Content != nil}
	var refused *Refusal
	if errors.As(err, &refused) {
		answer = verdict{Reason: refused.Reason}
	} else if err != nil {
		return err
	}
	head, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	if _, err := out.Write(append(head, '\n')); err != nil {
		return err
	}
	if answer.Changed {
		_, err = out.Write(examined.Content)
	}
	return err
}

var errTooMuch = errors.New("examine: too much")

// bounded keeps no more than most bytes.
type bounded struct {
	kept bytes.Buffer
	most int
	full bool
}

// Write keeps what comes, up to the limit.
func (b *bounded) Write(piece []byte) (int, error) {
	if b.kept.Len()+len(piece) > b.most {
		b.full = true
		return 0, errTooMuch
	}
	return b.kept.Write(piece)
}
