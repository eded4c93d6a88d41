package live

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"innbyggertjenesten/bff/correlation"
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
	// goodbye is how long a page has to hear why its socket ends.
	goodbye = time.Second
	// pingEvery keeps proxies from closing a silent connection.
	pingEvery = 25 * time.Second
)

// Patience is how long a socket waits for a page that takes nothing.
type Patience struct {
	// Write is how long what is sent may wait until there is room for it.
	Write time.Duration
	// Pong is how long a page may say nothing, not even that it has got a ping.
	Pong time.Duration
}

// UsualPatience has room for a phone in a tunnel.
var UsualPatience = Patience{Write: 10 * time.Second, Pong: 70 * time.Second}

// Sessions is what a socket needs of the session store.
type Sessions interface {
	// Watch calls ended once when the session ends, unless ctx ends before.
	Watch(ctx context.Context, sessionID string, ended func())
	// Use extends the session of a cookie.
	Use(ctx context.Context, world session.World, cookie string) (*session.Actor, error)
}

// Sockets answers the handshakes.
type Sockets struct {
	Store    *Store
	Hub      *Hub
	Sessions Sessions
	Rights   Rights
	Patience Patience
	// Unread counts the sockets that end because their pages take nothing.
	Unread prometheus.Counter
}

// NewUnread makes the counter of sockets whose pages take nothing.
func NewUnread(registerer prometheus.Registerer) prometheus.Counter {
	unread := prometheus.NewCounter(prometheus.CounterOpts{
		Name: "portal_live_unread_total", Help: "Sockets that were closed because their pages took nothing any more. Nothing is lost by it: a page that comes back is told what it missed.",
	})
	registerer.MustRegister(unread)
	return unread
}

// Register adds the two sockets' routes; behind demands a log-in.
func (s *Sockets) Register(e *echo.Echo, behind func(session.World) echo.MiddlewareFunc) {
	e.GET("/api/citizen/live", s.connect, behind(session.Citizen))
	e.GET("/api/employee/live", s.connect, behind(session.Employee))
}

// upgrader checks the Origin again, although the server has: a socket that a
// foreign page opens would carry the cookie.
var upgrader = websocket.Upgrader{
	HandshakeTimeout: 5 * time.Second, ReadBufferSize: mostFrame, WriteBufferSize: 1024, WriteBufferPool: &sync.Pool{},
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
	cookie, _ := session.ReadCookie(r, actor.World)
	// Nothing of the request is kept but its id: the socket lives for hours.
	ctx := correlation.With(context.Background(), correlation.ID(r.Context()))
	socket := newSocket(ctx, s.Store, stream,
		func(ctx context.Context, events []contract.EventFrame) []contract.EventFrame {
			return told(ctx, s.Rights, actor, events)
		},
		func(ctx context.Context) { _, _ = s.Sessions.Use(ctx, actor.World, cookie) })
	socket.patience, socket.unread = s.Patience, sync.OnceFunc(s.Unread.Inc)
	t, position, err := s.Hub.join(r.Context(), stream, actor.SessionID, socket)
	switch {
	case errors.Is(err, errTooMany):
		return problem.New(problem.TooManyRequests)
	case err != nil:
		return problem.Wrap(problem.Unavailable, err)
	}
	hijack := &hijacker{ResponseWriter: c.Response()}
	conn, err := upgrader.Upgrade(hijack, r, nil)
	if err != nil {
		t.leave(ctx)
		return problem.Wrap(problem.InvalidRequest, err)
	}
	socket.begin(conn, hijack.conn, t, position)
	s.Sessions.Watch(socket.ctx, actor.SessionID, func() { socket.end(errEnded) })
	return nil
}

// socket is one connection. While nothing happens it costs one goroutine, which
// reads, and no buffer to write: what there is to send is sent by a goroutine
// that begins with it and ends when there is nothing more.
type socket struct {
	conn     *websocket.Conn
	batch    *batching
	tab      *tab
	store    *Store
	stream   uuid.UUID
	activity func(context.Context)
	// told gives events as the one who looks may hear of them now.
	told     func(context.Context, []contract.EventFrame) []contract.EventFrame
	patience Patience
	// unread counts that the page takes nothing.
	unread func()
	// ctx ends with the connection, and its cause says why.
	ctx    context.Context
	cancel context.CancelCauseFunc
	ping   *time.Timer

	mu      sync.Mutex
	due     due
	sending bool

	// sent is the last position that the page knows; only the sender's.
	sent int64
}

// due is what a socket has to send.
type due struct {
	hello, news, ping bool
	// resume is after which position the page asks.
	resume *int64
}

// newSocket makes a socket that may be told of news before begin opens it.
func newSocket(ctx context.Context, store *Store, stream uuid.UUID, told func(context.Context, []contract.EventFrame) []contract.EventFrame,
	activity func(context.Context),
) *socket {
	s := &socket{store: store, stream: stream, told: told, activity: activity, patience: UsualPatience, unread: func() {}, sending: true}
	s.ctx, s.cancel = context.WithCancelCause(ctx)
	return s
}

// begin greets the page and goes on in goroutines of its own: the handshake's
// request is over then, and nothing of it is kept.
func (s *socket) begin(conn *websocket.Conn, batch *batching, t *tab, position int64) {
	s.batch, s.tab, s.sent = batch, t, position
	s.mu.Lock()
	s.conn, s.due.hello = conn, true
	s.mu.Unlock()
	s.ping = time.AfterFunc(pingEvery, func() { s.add(func(d *due) { d.ping = true }) })
	go s.send()
	go s.read()
}

// news says that the hub has something.
func (s *socket) news() { s.add(func(d *due) { d.news = true }) }

// end closes the socket and tells the page why. Whoever doesn't read is cut off
// after a second.
func (s *socket) end(why error) {
	s.cancel(why)
	s.add(func(*due) {})
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != nil {
		time.AfterFunc(goodbye, func() { _ = s.conn.Close() })
	}
}

// add puts something into what is due and sees to it that it is sent.
func (s *socket) add(what func(*due)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	what(&s.due)
	if !s.sending {
		s.sending = true
		go s.send()
	}
}

// next is what is to be sent now; nothing where the sender may go.
func (s *socket) next() (due, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.due
	s.due = due{}
	s.sending = now != due{} || s.ctx.Err() != nil
	return now, s.sending
}

// read hands over what the page asks until it goes away or misbehaves.
func (s *socket) read() {
	s.readFrames(s.ctx)
	s.cancel(errLeft)
	s.ping.Stop()
	_ = s.conn.Close()
	s.tab.leave(context.WithoutCancel(s.ctx))
}

func (s *socket) readFrames(ctx context.Context) {
	s.conn.SetReadLimit(mostFrame)
	alive := func() { _ = s.conn.SetReadDeadline(time.Now().Add(s.patience.Pong)) }
	alive()
	s.conn.SetPongHandler(func(string) error { alive(); return nil })
	minute, frames := time.Now(), 0
	for {
		kind, content, err := s.conn.ReadMessage()
		if timedOut(err) {
			s.unread()
		}
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
			s.add(func(d *due) { d.resume = &value.After })
		case contract.ActivityFrame:
			s.activity(ctx)
		}
	}
}

// send sends what is due until nothing is, or says why the connection ends.
func (s *socket) send() {
	for {
		now, something := s.next()
		if !something {
			return
		}
		err := context.Cause(s.ctx)
		if err == nil {
			err = s.sendDue(s.ctx, now)
			if cause := context.Cause(s.ctx); err != nil && cause != nil {
				err = cause // what was under way broke off because the session ended
			}
		}
		if errors.Is(err, errSlow) || timedOut(err) {
			s.unread()
		}
		if err != nil {
			s.say(err)
			s.cancel(err)
			_ = s.conn.Close() // the reader notices
			return
		}
	}
}

func (s *socket) sendDue(ctx context.Context, now due) error {
	if now.hello {
		if err := s.frame(contract.HelloFrame{Kind: contract.HelloFrameKindHello, Position: s.sent}); err != nil {
			return err
		}
	}
	if now.resume != nil {
		if err := s.resume(ctx, *now.resume); err != nil {
			return err
		}
	}
	if now.news {
		if err := s.sendNews(ctx); err != nil {
			return err
		}
	}
	if now.ping {
		s.ping.Reset(pingEvery)
		return s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(s.patience.Write))
	}
	return nil
}

// say closes with the reason that the contract has for it.
func (s *socket) say(why error) {
	switch {
	case errors.Is(why, errEnded):
		s.closeWith(closeSessionEnded, "session ended")
	case errors.Is(why, errSlow):
		s.closeWith(closeSlow, "slow")
	case errors.Is(why, errGone):
		s.closeWith(closeRestart, "restart")
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
		return s.frame(contract.ResyncFrame{Kind: contract.ResyncFrameKindResync, Position: found.position})
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

var (
	// errEnded says that the session has ended.
	errEnded = errors.New("live: the session has ended")
	// errLeft says that the page went away.
	errLeft = errors.New("live: the page has gone")
)

// sendEvents sends what may be told. Deciding waits for the fagsystem: a session
// that ends meanwhile is told nothing any more, and its socket closes at once.
func (s *socket) sendEvents(ctx context.Context, events []contract.EventFrame) (err error) {
	if len(events) == 0 {
		return nil
	}
	shown := s.told(ctx, events)
	if len(shown) > 1 {
		s.batch.hold()
		defer func() { err = errors.Join(err, s.batch.release()) }()
	}
	for _, event := range shown {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := s.frame(event); err != nil {
			return err
		}
		s.sent = event.Position
	}
	return nil
}

func (s *socket) frame(frame any) error {
	_ = s.conn.SetWriteDeadline(time.Now().Add(s.patience.Write))
	return s.conn.WriteJSON(frame)
}

// timedOut tells whether a connection has waited too long for the other side.
func timedOut(err error) bool {
	var waited net.Error
	return errors.As(err, &waited) && waited.Timeout() && !errors.Is(err, context.DeadlineExceeded)
}

func (s *socket) closeWith(code int, why string) {
	_ = s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, why), time.Now().Add(goodbye))
}
