package examine

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"github.com/gen2brain/heic"
	"golang.org/x/image/webp"
)

const (
	// mostPoints is how many points a picture may have: more than any telephone
	// takes by itself.
	mostPoints = 50_000_000
	// mostDecoded is how many bytes its points may take in memory.
	mostDecoded = 4 * mostPoints
	quality     = 88
)

// picture draws a picture anew, upright: what was not its points (place, camera,
// text, whatever was hung on its end) is gone.
func picture(form form, content []byte) (Examined, error) {
	config, err := configOf(form, content)
	if err != nil || config.Width <= 0 || config.Height <= 0 {
		return Examined{}, refuse(Broken)
	}
	points := int64(config.Width) * int64(config.Height)
	if points > mostPoints || points*bytesPerPoint(config.ColorModel) > mostDecoded {
		return Examined{}, refuse(TooComplex)
	}
	decoded, err := decode(form, content)
	if err != nil {
		return Examined{}, refuse(Broken)
	}
	if bounds := decoded.Bounds(); int64(bounds.Dx())*int64(bounds.Dy()) > mostPoints {
		return Examined{}, refuse(TooComplex)
	}
	turned := turn(decoded, orientation(form, content))
	var out bytes.Buffer
	if form == pngForm {
		err = png.Encode(&out, turned)
		return Examined{Kind: PNG, Content: out.Bytes()}, err
	}
	err = jpeg.Encode(&out, onWhite(turned), &jpeg.Options{Quality: quality})
	return Examined{Kind: JPEG, Content: out.Bytes()}, err
}

func configOf(form form, content []byte) (image.Config, error) {
	switch form {
	case jpegForm:
		return jpeg.DecodeConfig(bytes.NewReader(content))
	case pngForm:
		return png.DecodeConfig(bytes.NewReader(content))
	case webpForm:
		return webp.DecodeConfig(bytes.NewReader(content))
	default:
		return heic.DecodeConfig(bytes.NewReader(content))
	}
}

func decode(form form, content []byte) (image.Image, error) {
	switch form {
	case jpegForm:
		return jpeg.Decode(bytes.NewReader(content))
	case pngForm:
		return png.Decode(bytes.NewReader(content))
	case webpForm:
		return webp.Decode(bytes.NewReader(content))
	default:
		return heic.Decode(bytes.NewReader(content))
	}
}

func bytesPerPoint(model color.Model) int64 {
	switch model {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	}
	return 4
}

// turn gives a picture as orientation wants it seen.
func turn(from image.Image, orientation int) image.Image {
	if orientation <= upright || orientation > 8 {
		return from
	}
	bounds := from.Bounds()
	width, height := bounds.Dx(), bounds.Dy()
	// where a point at x, y of what is seen stands in what was taken
	var at func(x, y int) (int, int)
	switch orientation {
	case 2:
		at = func(x, y int) (int, int) { return width - 1 - x, y }
	case 3:
		at = func(x, y int) (int, int) { return width - 1 - x, height - 1 - y }
	case 4:
		at = func(x, y int) (int, int) { return x, height - 1 - y }
	case 5:
		at = func(x, y int) (int, int) { return y, x }
	case 6:
		at = func(x, y int) (int, int) { return y, height - 1 - x }
	case 7:
		at = func(x, y int) (int, int) { return width - 1 - y, height - 1 - x }
	case 8:
		at = func(x, y int) (int, int) { return width - 1 - y, x }
	}
	seen := image.Rect(0, 0, width, height)
	if orientation >= 5 {
		seen = image.Rect(0, 0, height, width)
	}
	to := image.NewNRGBA(seen)
	points := pointsOf(from)
	for y := range seen.Dy() {
		for x := range seen.Dx() {
			fromX, fromY := at(x, y)
			to.SetNRGBA(x, y, points(bounds.Min.X+fromX, bounds.Min.Y+fromY))
		}
	}
	return to
}

// pointsOf reads points without an allocation for each in the usual case.
func pointsOf(from image.Image) func(x, y int) color.NRGBA {
	if photo, ok := from.(*image.YCbCr); ok {
		return func(x, y int) color.NRGBA {
			point := photo.YCbCrAt(x, y)
			r, g, b := color.YCbCrToRGB(point.Y, point.Cb, point.Cr)
			return color.NRGBA{R: r, G: g, B: b, A: 0xff}
		}
	}
	return func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(from.At(x, y)).(color.NRGBA) }
}

// onWhite gives a picture without holes: a JPEG can't have any.
func onWhite(from image.Image) image.Image {
	if opaque, ok := from.(interface{ Opaque() bool }); ok && opaque.Opaque() {
		return from
	}
	to := image.NewRGBA(from.Bounds())
	draw.Draw(to, to.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(to, to.Bounds(), from, from.Bounds().Min, draw.Over)
	return to
}
