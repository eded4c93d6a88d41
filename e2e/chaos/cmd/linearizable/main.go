// Command linearizable says whether what people saw of their own conversations can be explained by one order of
// events: whoever has been told "sent" sees the message from then on, on every replica, and nothing goes backwards.
//
// It reads JSON lines of sends and views from standard input (as e2e/chaos writes them), prints one line for each
// lane that can't be explained, and ends with their number as its last line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/anishathalye/porcupine"
)

type event struct {
	Kind     string   `json:"kind"`
	Lane     string   `json:"lane"`
	N        int      `json:"n"`
	ID       string   `json:"id"`
	Call     float64  `json:"call"`
	Accepted *float64 `json:"accepted"`
	Return   float64  `json:"return"`
	IDs      []string `json:"ids"`
}

func main() {
	lanes, err := read(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, "linearizable:", err)
		os.Exit(2)
	}
	wrong := 0
	for _, name := range sorted(lanes) {
		if why := judge(lanes[name]); why != "" {
			wrong++
			fmt.Printf("%s: %s\n", name, why)
		}
	}
	fmt.Println(wrong)
}

func read(from io.Reader) (map[string][]event, error) {
	lanes := map[string][]event{}
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one event
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, err
		}
		if one.Kind == "send" || one.Kind == "view" {
			lanes[one.Lane] = append(lanes[one.Lane], one)
		}
	}
	return lanes, lines.Err()
}

func sorted(lanes map[string][]event) []string {
	names := make([]string, 0, len(lanes))
	for name := range lanes {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// input is a send of the nth message, or a view where n is 0; output is how
// many messages a view showed to have been sent.
type input struct{ n int }

// lane is one author's conversation with themselves: how many messages are in it.
var lane = porcupine.Model{
	Init: func() any { return 0 },
	Step: func(state, in, out any) (bool, any) {
		sent, _ := state.(int)
		if n := in.(input).n; n > 0 {
			return n == sent+1, n
		}
		return out == sent, sent
	},
}

// mostTime is far more than a lane takes.
const mostTime = time.Minute

// judge is empty where everything fits.
func judge(events []event) string {
	number := map[string]int{}
	end := 0.0
	for _, one := range events {
		if one.Kind == "send" {
			number[one.ID] = one.N
		}
		end = max(end, one.Call, one.Return)
		if one.Accepted != nil {
			end = max(end, *one.Accepted)
		}
	}
	var operations []porcupine.Operation
	for i, one := range events {
		switch one.Kind {
		case "send":
			// One that was never answered may take effect at any time, or never:
			// then nothing of it is seen before the end.
			done := end + 1
			if one.Accepted != nil {
				done = *one.Accepted
			}
			operations = append(operations, operation(i, input{one.N}, 0, one.Call, done))
		case "view":
			// A page holds the newest messages: one's own on it are a run without gaps.
			last := 0
			for j, id := range one.IDs {
				n := number[id]
				if j > 0 && n != last+1 {
					return fmt.Sprintf("a view shows %d after %d", n, last)
				}
				last = n
			}
			operations = append(operations, operation(i, input{}, last, one.Call, one.Return))
		}
	}
	if porcupine.CheckOperationsTimeout(lane, operations, mostTime) != porcupine.Ok {
		return "no order of events explains what was seen"
	}
	return ""
}

func operation(client int, in input, out int, call, done float64) porcupine.Operation {
	const microseconds = 1000
	return porcupine.Operation{ClientId: client, Input: in, Output: out, Call: int64(call * microseconds), Return: int64(done * microseconds)}
}
