//! Faces drawn from a seed: people who do not exist, whom real networks find and tell apart.
//!
//! A seed decides who it is ([`Traits`]), a [`View`] how the person is seen. Faces are drawn in units of half the width
//! of a common head, from the middle between the eyes: x to our right, y down, z towards us.

use kith_domain::{Landmarks, Point};

use crate::canvas::{Canvas, Colour, Ellipse, mix};
use crate::traits::{Hair, Traits};

/// How a person is seen.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// The middle between the eyes, in pixels.
    pub centre: Point,
    /// Half the width of a common head in pixels.
    pub unit: f32,
    /// How far the head is turned to our right, as the tangent of half the angle; within -0.3..=0.3.
    pub yaw: f32,
    /// How far the head leans clockwise, as the tangent of half the angle.
    pub roll: f32,
    /// Where the light comes from: -1 our left, 1 our right.
    pub light: f32,
    /// 0 for serious, 1 for laughing.
    pub smile: f32,
}

impl View {
    /// Straight into the camera, in light from the front.
    pub const fn front(x: f32, y: f32, unit: f32) -> Self {
        Self { centre: Point::new(x, y), unit, yaw: 0.0, roll: 0.0, light: -0.3, smile: 0.3 }
    }
}

/// Cosine and sine of an angle, from the tangent of its half.
fn turn(half: f32) -> (f32, f32) {
    let square = half * half;
    ((1.0 - square) / (1.0 + square), 2.0 * half / (1.0 + square))
}

/// The brush of one face: shapes in units of the face, seen as the view says.
struct Brush<'a> {
    canvas: &'a mut Canvas,
    view: View,
    yaw: (f32, f32),
    roll: (f32, f32),
}

/// A shape in units of the face. `slant` is the tangent of half the angle by which it is turned clockwise.
#[derive(Clone, Copy)]
struct Shape {
    at: (f32, f32),
    /// How far it lies before the axis of the head.
    depth: f32,
    radii: (f32, f32),
    slant: f32,
    colour: Colour,
    opacity: f32,
    softness: f32,
    hole: f32,
}

impl Shape {
    const fn new(at: (f32, f32), depth: f32, radii: (f32, f32), colour: Colour) -> Self {
        Self { at, depth, radii, slant: 0.0, colour, opacity: 1.0, softness: 0.2, hole: 0.0 }
    }

    const fn slant(self, slant: f32) -> Self {
        Self { slant, ..self }
    }

    const fn opacity(self, opacity: f32) -> Self {
        Self { opacity, ..self }
    }

    const fn soft(self, softness: f32) -> Self {
        Self { softness, ..self }
    }
}

impl Brush<'_> {
    /// Where a place of the face is seen.
    fn place(&self, (x, y): (f32, f32), depth: f32) -> Point {
        let x = x * self.yaw.0 + depth * self.yaw.1;
        let (cos, sin) = self.roll;
        let View { centre, unit, .. } = self.view;
        Point::new(centre.x + (x * cos - y * sin) * unit, centre.y + (x * sin + y * cos) * unit)
    }

    fn paint(&mut self, shape: Shape) {
        let seen = self.seen(shape);
        self.canvas.ellipse(&seen);
    }

    /// A shape in pixels.
    fn seen(&self, shape: Shape) -> Ellipse {
        // What lies on the far side of a turned head is seen from the side.
        let foreshortened = if shape.depth > 0.3 { (self.yaw.0 - self.yaw.1 * shape.at.0 * 0.9).max(0.3) } else { 1.0 };
        let (cos, sin) = turn(shape.slant);
        let turned = (self.roll.0 * cos - self.roll.1 * sin, self.roll.1 * cos + self.roll.0 * sin);
        Ellipse {
            centre: self.place(shape.at, shape.depth),
            radii: (shape.radii.0 * foreshortened * self.view.unit, shape.radii.1 * self.view.unit),
            turn: turned,
            colour: shape.colour,
            opacity: shape.opacity,
            softness: shape.softness,
            hole: shape.hole,
        }
    }

    /// The same on both sides; `side` is -1 on our left.
    fn both(&mut self, shape: impl Fn(f32) -> Shape) {
        self.paint(shape(-1.0));
        self.paint(shape(1.0));
    }
}

/// How far a place of the face lies before the axis of the head.
fn surface(x: f32) -> f32 {
    0.85 * (1.0 - (x * x).min(0.9)).sqrt()
}

const DARK: Colour = [30., 20., 18.];
const WHITE: Colour = [240., 236., 232.];

/// Draws a person from the shoulders up, and says where the landmarks are.
pub fn draw(canvas: &mut Canvas, person: &Traits, view: View) -> Landmarks {
    let (yaw, roll) = (turn(view.yaw), turn(view.roll));
    let mut brush = Brush { canvas, view, yaw, roll };
    let brush = &mut brush;
    draw_behind(brush, person);
    for shape in head(person) {
        brush.paint(shape);
    }
    let outline = head(person).map(|shape| brush.seen(shape));
    brush.canvas.within(&outline);
    draw_light(brush, person);
    brush.canvas.everywhere();
    if person.beard > 0.0 {
        draw_beard(brush, person);
    }
    draw_eyes(brush, person);
    draw_nose(brush, person);
    draw_mouth(brush, person);
    draw_hair(brush, person);
    if person.glasses {
        draw_glasses(brush, person);
    }
    landmarks(brush, person)
}

fn landmarks(brush: &Brush, person: &Traits) -> Landmarks {
    let eye = |side: f32| brush.place((side * person.eye_distance, 0.0), surface(person.eye_distance));
    let corner = |side: f32| brush.place((side * person.mouth.0, person.mouth_height), surface(person.mouth.0) + 0.05);
    Landmarks {
        right_eye: eye(-1.0),
        left_eye: eye(1.0),
        nose: brush.place((0.0, person.nose.1 - 0.05), 1.15),
        right_mouth: corner(-1.0),
        left_mouth: corner(1.0),
    }
}

fn draw_behind(brush: &mut Brush, person: &Traits) {
    let (w, h) = person.head;
    let hair = mix(person.hair_colour, DARK, 0.25);
    draw_body(brush, person);
    match person.hair {
        Hair::Long => {
            brush.paint(Shape::new((0.0, 0.3), -0.3, (w * 1.26, h * 1.2), hair).soft(0.1));
            brush.both(|s| Shape::new((s * 0.92, 1.35), -0.2, (0.42, 1.15), hair).soft(0.3));
        }
        Hair::Bob => brush.paint(Shape::new((0.0, 0.2), -0.3, (w * 1.26, h * 1.12), hair).soft(0.1)),
        Hair::Short => brush.paint(Shape::new((0.0, -0.22), -0.2, (w * 1.05, h * 0.82), hair).soft(0.1)),
        Hair::Bald => {}
    }
    let neck = mix(person.skin, DARK, 0.28);
    brush.paint(Shape::new((0.0, 1.6), -0.1, (0.54, 0.8), neck));
    brush.both(|s| Shape::new((s * (w + 0.02), 0.22), -0.1, (0.13, 0.27), mix(person.skin, DARK, 0.12)));
    brush.both(|s| Shape::new((s * (w + 0.02), 0.24), -0.08, (0.06, 0.15), mix(person.skin, DARK, 0.35)).soft(0.6));
}

/// Neck and shoulders stay upright when the head leans.
fn draw_body(brush: &mut Brush, person: &Traits) {
    let nape = brush.place((0.0, 1.6), -0.1);
    let unit = brush.view.unit;
    let view = View { centre: Point::new(nape.x, nape.y - 1.6 * unit), ..brush.view };
    let body = &mut Brush { canvas: &mut *brush.canvas, view, yaw: (1.0, 0.0), roll: (1.0, 0.0) };
    body.paint(Shape::new((0.0, 2.95), 0.0, (1.85, 0.95), person.clothes).soft(0.06));
    body.paint(Shape::new((0.0, 6.2), 0.0, (1.9, 4.0), person.clothes).soft(0.06));
    let neck = mix(person.skin, DARK, 0.28);
    body.paint(Shape::new((0.0, 2.08), 0.0, (0.56, 0.24), mix(person.clothes, DARK, 0.3)));
    body.paint(Shape::new((0.0, 2.0), 0.0, (0.5, 0.22), neck));
}

/// The shapes that make the outline of a head.
fn head(person: &Traits) -> [Shape; 3] {
    let (w, h) = person.head;
    [
        Shape::new((0.0, 0.05), 0.0, (w, h * 0.82), person.skin).soft(0.05),
        Shape::new((0.0, 0.52), 0.1, (w * (0.55 + person.jaw * 0.45), h * 0.78), person.skin).soft(0.05),
        Shape::new((0.0, h - 0.2), 0.25, (w * person.jaw * 0.62, 0.42), person.skin).soft(0.1),
    ]
}

/// Light and shadow that make a ball of a disc.
fn draw_light(brush: &mut Brush, person: &Traits) {
    let (w, h) = person.head;
    let light = brush.view.light;
    let shadow = mix(person.skin, DARK, 0.55);
    let bright = mix(person.skin, [255., 250., 240.], 0.5);
    brush.both(|s| {
        let strength = 0.35 + 0.3 * (-s * light).max(0.0);
        Shape::new((s * w * 0.9, 0.4), 0.05, (0.4, h * 0.85), shadow).opacity(strength).soft(1.6)
    });
    brush.paint(Shape::new((0.0, h + 0.1), 0.2, (w * 0.6, 0.24), shadow).opacity(0.35).soft(1.4));
    brush.paint(Shape::new((light * 0.3, -0.55), 0.8, (0.5, 0.28), bright).opacity(0.45).soft(1.6));
    brush.both(|s| {
        let strength = 0.3 + 0.25 * (s * light).max(0.0);
        Shape::new((s * 0.55, 0.42), 0.65, (0.26, 0.2), bright).opacity(strength).soft(1.6)
    });
    let blush = mix(person.skin, [200., 80., 70.], 0.4);
    brush.both(|s| Shape::new((s * 0.56, 0.6), 0.6, (0.24, 0.2), blush).opacity(0.35).soft(1.6));
    brush.paint(Shape::new((0.0, 1.2), 0.8, (0.22, 0.14), bright).opacity(0.35).soft(1.5));
}

fn draw_beard(brush: &mut Brush, person: &Traits) {
    let (w, h) = person.head;
    let hair = person.hair_colour;
    brush.paint(Shape::new((0.0, h - 0.12), 0.3, (w * 0.62, 0.4), hair).opacity(person.beard).soft(0.6));
    brush.both(|s| {
        Shape::new((s * w * 0.74, 0.82), 0.25, (0.2, 0.55), hair).slant(s * 0.16).opacity(person.beard * 0.85).soft(0.9)
    });
    let above = person.mouth_height - 0.16;
    brush.both(|s| {
        Shape::new((s * 0.17, above), 0.95, (0.25, 0.08), hair).slant(s * 0.14).opacity(person.moustache).soft(0.6)
    });
}

fn draw_eyes(brush: &mut Brush, person: &Traits) {
    let depth = surface(person.eye_distance);
    let socket = mix(person.skin, DARK, 0.5);
    let (w, h) = person.eye;
    let open = h * (1.0 - 0.25 * brush.view.smile);
    let at = |s: f32, dx: f32, dy: f32| (s * (person.eye_distance + dx), dy);
    brush.both(|s| Shape::new(at(s, -0.02, -0.05), depth, (w * 1.7, 0.2), socket).opacity(0.45).soft(1.5));
    brush.both(|s| Shape::new(at(s, 0.0, 0.14), depth, (w * 1.2, 0.09), socket).opacity(0.25).soft(1.5));
    brush.both(|s| Shape::new(at(s, 0.0, 0.0), depth, (w, open), WHITE).slant(s * person.eye_slant / 2.0).soft(0.25));
    brush.both(|s| Shape::new(at(s, 0.0, -0.005), depth, (open * 1.02, open * 1.0), person.iris).soft(0.25));
    brush.both(|s| Shape::new(at(s, 0.0, -0.005), depth, (open * 0.5, open * 0.5), [12., 10., 10.]).soft(0.3));
    let glint = |s: f32| ((s * person.eye_distance) - 0.02, -open * 0.35);
    brush.both(|s| Shape::new(glint(s), depth, (0.022, 0.022), [255.; 3]).opacity(0.9).soft(0.6));
    brush.both(|s| {
        Shape::new(at(s, 0.0, -open * 0.95), depth, (w * 1.1, 0.032), DARK).slant(s * person.eye_slant / 2.0).soft(0.5)
    });
    brush.both(|s| Shape::new(at(s, 0.0, open), depth, (w * 0.85, 0.018), socket).opacity(0.7).soft(0.8));
    let crease = -open - 0.07;
    brush.both(|s| Shape::new(at(s, 0.0, crease), depth, (w * 0.95, 0.02), socket).opacity(0.6).soft(0.9));
    draw_brows(brush, person);
}

fn draw_brows(brush: &mut Brush, person: &Traits) {
    let depth = surface(person.eye_distance);
    let (w, h) = person.brow;
    let colour = mix(person.hair_colour, DARK, 0.35);
    let y = -person.brow_height;
    let slant = person.brow_slant / 2.0;
    brush.both(|s| {
        Shape::new((s * (person.eye_distance - 0.04), y), depth, (w * 0.75, h), colour).slant(s * slant).soft(0.7)
    });
    brush.both(|s| {
        let at = (s * (person.eye_distance + w * 0.5), y + 0.01 + person.brow_slant * w * 0.6);
        Shape::new(at, depth, (w * 0.55, h * 0.7), colour).slant(s * (slant + 0.12)).soft(0.8)
    });
}

fn draw_nose(brush: &mut Brush, person: &Traits) {
    let (w, length) = person.nose;
    let light = brush.view.light;
    let shadow = mix(person.skin, DARK, 0.5);
    let bright = mix(person.skin, [255., 250., 240.], 0.55);
    brush.both(|s| {
        let strength = 0.28 + 0.25 * (-s * light).max(0.0);
        Shape::new((s * w * 0.62, length * 0.45), 0.92, (0.07, length * 0.5), shadow).opacity(strength).soft(1.3)
    });
    brush.paint(Shape::new((0.02 * light, length * 0.4), 1.0, (0.055, length * 0.42), bright).opacity(0.5).soft(1.2));
    brush.both(|s| Shape::new((s * w * 0.78, length - 0.04), 0.95, (w * 0.42, 0.1), shadow).opacity(0.4).soft(1.0));
    brush.paint(Shape::new((0.0, length - 0.08), 1.12, (w * 0.6, 0.1), bright).opacity(0.5).soft(1.2));
    brush.paint(Shape::new((0.0, length + 0.07), 1.0, (w * 0.95, 0.07), shadow).opacity(0.55).soft(1.1));
    let nostril = mix(person.skin, DARK, 0.85);
    brush.both(|s| Shape::new((s * w * 0.5, length + 0.02), 1.0, (w * 0.26, 0.035), nostril).slant(s * 0.1).soft(0.7));
}

fn draw_mouth(brush: &mut Brush, person: &Traits) {
    let (w, thick) = person.mouth;
    let smile = brush.view.smile;
    let w = w * (1.0 + 0.15 * smile);
    let y = person.mouth_height;
    let line = mix(person.lips, DARK, 0.75);
    let curve = |x: f32| y - 0.1 * smile * (x / w) * (x / w) + 0.03 * smile;
    let shadow = mix(person.skin, DARK, 0.4);
    brush.paint(Shape::new((0.0, y + thick + 0.1), 0.9, (w * 0.6, 0.06), shadow).opacity(0.45).soft(1.2));
    brush.both(|s| {
        Shape::new((s * w * 0.38, curve(w * 0.4) - thick * 0.45), 0.9, (w * 0.55, thick * 0.6), person.lips)
            .slant(-s * 0.1 * smile + s * 0.06)
            .soft(0.5)
    });
    let lower = mix(person.lips, [255., 200., 190.], 0.25);
    brush.paint(Shape::new((0.0, y + thick * 0.55 + 0.02 * smile), 0.92, (w * 0.72, thick * 0.85), lower).soft(0.5));
    if smile > 0.5 {
        brush.paint(Shape::new((0.0, y + 0.02), 0.92, (w * 0.66, 0.05), WHITE).soft(0.5));
    }
    for i in -4..=4 {
        let x = w * i as f32 / 4.0;
        let drop = if smile > 0.5 { -0.035 } else { 0.0 };
        brush.paint(Shape::new((x, curve(x) + drop), 0.9, (w * 0.18, 0.022), line).opacity(0.8).soft(0.8));
    }
}

fn draw_hair(brush: &mut Brush, person: &Traits) {
    let (w, h) = person.head;
    let hair = person.hair_colour;
    let top = 0.05 - h * 0.82;
    match person.hair {
        Hair::Bald => {
            brush.both(|s| Shape::new((s * w * 0.97, 0.0), -0.2, (0.12, 0.4), hair).opacity(0.9).soft(0.6));
        }
        Hair::Short => {
            brush.paint(Shape::new((0.0, top + 0.14), 0.1, (w * 0.86, 0.3), hair).soft(0.25));
            brush.both(|s| Shape::new((s * w * 0.88, -0.42), 0.0, (0.15, 0.42), hair).slant(s * 0.1).soft(0.4));
        }
        Hair::Bob => {
            brush.paint(Shape::new((0.0, top + 0.2), 0.15, (w * 0.94, 0.42), hair).soft(0.2));
            brush.both(|s| Shape::new((s * w * 1.04, 0.25), 0.0, (0.22, 1.05), hair).soft(0.25));
        }
        Hair::Long => {
            brush
                .both(|s| Shape::new((s * w * 0.5, top + 0.24), 0.1, (w * 0.58, 0.34), hair).slant(s * 0.24).soft(0.2));
            brush.both(|s| Shape::new((s * w * 1.05, 0.5), 0.0, (0.22, 1.2), hair).soft(0.3));
        }
    }
    let shine = mix(hair, [255., 245., 230.], 0.3);
    let strength = if person.hair == Hair::Bald { 0.0 } else { 0.4 };
    brush.paint(Shape::new((brush.view.light * 0.4, top + 0.02), 0.2, (0.4, 0.1), shine).opacity(strength).soft(1.5));
}

fn draw_glasses(brush: &mut Brush, person: &Traits) {
    const FRAME: Colour = [36., 32., 36.];
    let depth = surface(person.eye_distance) + 0.08;
    brush.both(|s| Shape {
        hole: 0.88,
        ..Shape::new((s * person.eye_distance, 0.02), depth, (0.31, 0.25), FRAME).soft(0.1)
    });
    brush.paint(Shape::new((0.0, -0.02), depth + 0.1, (0.11, 0.03), FRAME).soft(0.4));
    brush.both(|s| Shape::new((s * 0.86, -0.04), 0.3, (0.2, 0.028), FRAME).soft(0.4));
}
