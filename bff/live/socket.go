package live

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"

	"innbyggertjenesten/bff/problem"
	"innbyggertjenesten/bff/session"
	"innbyggertjenesten/bff/visit"
	contract "innbyggertjenesten/contracts/live"
)

// Close codes of the contract.
const (
	closeSessionEnded = 4401
	closeSlow         = 4408
	closeRestart      = websocket.CloseServiceRestart
)

const (
	// mostFrame is the largest frame a page may send.
	mostFrame = 512
	// framesPerMinute bounds what a page may ask.
	framesPerMinute = 60
	writeTimeout    = 10 * time.Second
	// pingEvery keeps proxies from closing a silent connection; a page that
	// doesn't answer for pongTimeout is gone.
	pingEvery   = 25 * time.Second
	pongTimeout = 70 * time.Second
)

// Sessions is what a socket needs of the session store.
type Sessions interface {
	// Watch closes its channel when the session ends.
	Watch(ctx context.Context, sessionID string) <-chan struct{}
	// Use extends the session of a cookie.
	Use(ctx context.Context, world session.World, cookie string) (*session.Actor, error)
}

// Sockets answers the handshakes.
type Sockets struct {
	Store    *Store
	Hub      *Hub
	Sessions Sessions
	Rights   Rights
}

// Register adds the two sockets' routes; behind demands a log-in.
func (s *Sockets) Register(e *echo.Echo, behind func(session.World) echo.MiddlewareFunc) {
	e.GET("/api/citizen/live", s.connect, behind(session.Citizen))
	e.GET("/api/employee/live", s.connect, behind(session.Employee))
}

// upgrader checks the Origin again, although the server has: a socket that a
// foreign page opens would carry the cookie.
var upgrader = websocket.Upgrader{
	HandshakeTimeout: 5 * time.Second, ReadBufferSize: 1024, WriteBufferSize: 1024,
	CheckOrigin: func(r *http.Request) bool {
		origins, v := r.Header.Values("Origin"), visit.From(r.Context())
		return v != nil && len(origins) == 1 && origins[0] == v.Origin
	},
	Error: func(http.ResponseWriter, *http.Request, int, error) {}, // answered as a problem
}

func (s *Sockets) connect(c echo.Context) error {
	r := c.Request()
	actor := session.FromContext(r.Context())
	if !websocket.IsWebSocketUpgrade(r) {
		return problem.New(problem.InvalidRequest)
	}
	if !upgrader.CheckOrigin(r) {
		return problem.New(problem.OriginRefused)
	}
	stream, err := s.Store.StreamOf(r.Context(), actor)
	if err != nil {
		return problem.Wrap(problem.Unavailable, err)
	}
	t, position, err := s.Hub.join(r.Context(), stream, actor.SessionID)
	switch {
	case errors.Is(err, errTooMany):
		return problem.New(problem.TooManyRequests)
	case err != nil:
		return problem.Wrap(problem.Unavailable, err)
	}
	defer t.leave(context.WithoutCancel(r.Context()))
	conn, err := upgrader.Upgrade(c.Response(), r, nil)
	if err != nil {
		return problem.Wrap(problem.InvalidRequest, err)
	}
	cookie, _ := session.ReadCookie(r, actor.World)
	// The request's own context ends with the handler, not with the client:
	// after the hijack only reading notices that it went away.
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.Context()))
	defer cancel()
	socket := &socket{
		conn: conn, tab: t, store: s.Store, stream: stream, sent: position,
		told: func(ctx context.Context, events []contract.EventFrame) []contract.EventFrame {
			return told(ctx, s.Rights, actor, events)
		},
		resumes: make(chan int64, 1), activity: func(ctx context.Context) {
			_, _ = s.Sessions.Use(ctx, actor.World, cookie)
		},
	}
	socket.ended = s.Sessions.Watch(ctx, actor.SessionID)
	go func() { defer cancel(); socket.readFrames(ctx) }()
	socket.write(ctx, position, s.Hub.drain)
	return nil
}

// socket is one connection. One goroutine reads, the handler's writes.
type socket struct {
	conn     *websocket.Conn
	tab      *tab
	store    *Store
	stream   uuid.UUID
	sent     int64
	resumes  chan int64
	activity func(context.Context)
	// told gives events as the one who looks may hear of them now.
	told func(context.Context, []contract.EventFrame) []contract.EventFrame
	// ended is closed when the session has ended.
	ended <-chan struct{}
}

// readFrames hands over what the page asks until it goes away or misbehaves.
func (s *socket) readFrames(ctx context.Context) {
	s.conn.SetReadLimit(mostFrame)
	alive := func() { _ = s.conn.SetReadDeadline(time.Now().Add(pongTimeout)) }
	alive()
	s.conn.SetPongHandler(func(string) error { alive(); return nil })
	minute, frames := time.Now(), 0
	for {
		kind, content, err := s.conn.ReadMessage()
		if err != nil || kind != websocket.TextMessage {
			return
		}
		alive()
		if time.Since(minute) > time.Minute {
			minute, frames = time.Now(), 0
		}
		if frames++; frames > framesPerMinute {
			return
		}
		var frame contract.PageFrame
		if json.Unmarshal(content, &frame) != nil {
			return
		}
		value, err := frame.ValueByDiscriminator()
		if err != nil {
			return
		}
		switch value := value.(type) {
		case contract.ResumeFrame:
			select {
			case s.resumes <- value.After:
			case <-ctx.Done():
				return
			}
		case contract.ActivityFrame:
			s.activity(ctx)
		}
	}
}

// write sends what happens until the connection ends, and says why it ends.
func (s *socket) write(ctx context.Context, position int64, drain <-chan struct{}) {
	defer func() { _ = s.conn.Close() }()
	ping := time.NewTicker(pingEvery)
	defer ping.Stop()
	if s.send(contract.HelloFrame{Kind: contract.HelloFrameKindHello, Position: position}) != nil {
		return
	}
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-s.ended:
			err = errEnded
		case <-drain:
			s.closeWith(closeRestart, "restart")
			return
		case after := <-s.resumes:
			err = s.resume(ctx, after)
		case <-s.tab.news:
			err = s.sendNews(ctx)
		case <-ping.C:
			err = s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTimeout))
		}
		switch {
		case errors.Is(err, errEnded):
			s.closeWith(closeSessionEnded, "session ended")
			return
		case errors.Is(err, errSlow):
			s.closeWith(closeSlow, "slow")
			return
		case errors.Is(err, errGone):
			s.closeWith(closeRestart, "restart")
			return
		case err != nil:
			return
		}
	}
}

// sendNews sends what the hub has.
func (s *socket) sendNews(ctx context.Context) error {
	found, err := s.tab.after(s.sent)
	if err != nil {
		return err
	}
	return s.sendPage(ctx, found)
}

func (s *socket) sendPage(ctx context.Context, found page) error {
	if found.resync {
		s.sent = found.position
		return s.send(contract.ResyncFrame{Kind: contract.ResyncFrameKindResync, Position: found.position})
	}
	return s.sendEvents(ctx, found.events)
}

// resume sends what the page has missed, from the table.
func (s *socket) resume(ctx context.Context, after int64) error {
	for {
		found, err := s.store.after(ctx, s.stream, after)
		if err != nil {
			return err
		}
		s.sent = after
		if err := s.sendPage(ctx, found); err != nil {
			return err
		}
		after = s.sent
		if found.resync || len(found.events) < mostInPage {
			break
		}
	}
	// The hub may be ahead of what was just read, or behind.
	return s.sendNews(ctx)
}

// errEnded says that the session has ended.
var errEnded = errors.New("live: the session has ended")

// sendEvents sends what may be told. Deciding waits for the fagsystem: a session
// that ends meanwhile is told nothing any more, and its socket closes at once.
func (s *socket) sendEvents(ctx context.Context, events []contract.EventFrame) error {
	if len(events) == 0 {
		return nil
	}
	deciding, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.ended:
			cancel()
		case <-deciding.Done():
		}
	}()
	shown := s.told(deciding, events)
	select {
	case <-s.ended:
		return errEnded
	default:
	}
	for _, event := range shown {
		if err := s.send(event); err != nil {
			return err
		}
		s.sent = event.Position
	}
	return nil
}

func (s *socket) send(frame any) error {
	_ = s.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	return s.conn.WriteJSON(frame)
}

func (s *socket) closeWith(code int, why string) {
	_ = s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, why), time.Now().Add(time.Second))
}
