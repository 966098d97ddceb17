//! What is to be seen in the drawn part of `fixtures/album`.

use crate::fixtures::{Picture, Seen};
use crate::scenes::Scene::{Beach, Garden, Party, Room, Studio, Winter};

/// Half the width of a head, in parts of the picture's height.
const NEAR: f32 = 0.155;
const HALF: f32 = 0.115;
const GROUP: f32 = 0.088;
const CROWD: f32 = 0.074;

/// `name` at a place in fractions of the picture.
const fn at(name: &'static str, x: f32, y: f32, size: f32) -> Seen {
    Seen { name, x, y, size, yaw: 0.0, roll: 0.0, smile: 0.3 }
}

/// All pictures of the album that are drawn, in the order of their dates.
pub const PICTURES: [Picture; 23] = [
    Picture::new("2023/05 garden/lunch.jpg", Garden, "2023:05:14 12:40:10").people(&[
        at("Lena", 0.24, 0.42, HALF).turned(0.06, -0.03).smiling(0.8),
        at("Kofi", 0.52, 0.36, HALF).turned(-0.03, 0.02),
        at("Mei", 0.78, 0.45, HALF).turned(-0.09, 0.05).smiling(0.6),
    ]),
    Picture::new("2023/05 garden/lena.jpg", Garden, "2023:05:14 13:02:47")
        .people(&[at("Lena", 0.46, 0.42, NEAR).turned(-0.08, 0.06).smiling(0.7)]),
    Picture::new("2023/05 garden/kofi.jpg", Garden, "2023:05:14 13:05:31")
        .people(&[at("Kofi", 0.55, 0.4, NEAR).turned(0.1, -0.04)]),
    Picture::new("2023/05 garden/mei.jpg", Garden, "2023:05:14 13:11:02").upright(6).people(&[at(
        "Mei", 0.5, 0.4, HALF,
    )
    .turned(0.04, 0.03)
    .smiling(0.9)]),
    Picture::new("2023/08 beach/four friends.jpg", Beach, "2023:08:19 17:20:05").people(&[
        at("Jonas", 0.17, 0.4, GROUP).turned(0.07, 0.02),
        at("Freya", 0.39, 0.44, GROUP).turned(0.02, -0.05).smiling(0.8),
        at("Amara", 0.62, 0.43, GROUP).turned(-0.04, 0.04).smiling(0.7),
        at("Sam", 0.84, 0.39, GROUP).turned(-0.08, 0.0),
    ]),
    Picture::new("2023/08 beach/jonas and freya.jpg", Beach, "2023:08:19 17:26:40").people(&[
        at("Jonas", 0.34, 0.4, HALF).turned(0.08, 0.05).smiling(0.7),
        at("Freya", 0.66, 0.45, HALF).turned(-0.07, -0.04),
    ]),
    Picture::new("2023/08 beach/amara.jpg", Beach, "2023:08:20 09:14:22").upright(8).people(&[at(
        "Amara", 0.5, 0.42, HALF,
    )
    .turned(-0.06, 0.02)
    .smiling(0.8)]),
    Picture::new("2023/08 beach/sea.jpg", Beach, "2023:08:20 09:31:00"),
    Picture::new("2023/12 party/five.jpg", Party, "2023:12:30 21:48:13").lit(0.4).people(&[
        at("Kofi", 0.32, 0.34, GROUP).turned(0.05, 0.0).smiling(0.6),
        at("Otto", 0.68, 0.35, GROUP).turned(-0.05, 0.03),
        at("Mei", 0.15, 0.5, GROUP).turned(0.08, 0.04),
        at("Lena", 0.5, 0.5, GROUP).smiling(0.9),
        at("Jonas", 0.85, 0.5, GROUP).turned(-0.08, -0.04).smiling(0.7),
    ]),
    Picture::new("2023/12 party/otto.jpg", Party, "2023:12:30 22:05:59").lit(-0.5).people(&[at(
        "Otto", 0.52, 0.42, NEAR,
    )
    .turned(0.07, 0.05)
    .smiling(0.6)]),
    Picture::new("2024/02 winter/firs.jpg", Winter, "2024:02:03 10:12:44"),
    Picture::new("2024/02 winter/sam.png", Winter, "2024:02:03 10:20:18").small().people(&[at(
        "Sam", 0.48, 0.42, NEAR,
    )
    .turned(-0.09, -0.05)
    .smiling(0.7)]),
    Picture::new("2024/02 winter/freya and otto.jpg", Winter, "2024:02:03 10:33:07").people(&[
        at("Freya", 0.34, 0.44, HALF).turned(0.06, 0.04).smiling(0.6),
        at("Otto", 0.66, 0.4, HALF).turned(-0.06, -0.02),
    ]),
    Picture::new("2024/02 winter/amara.webp", Winter, "2024:02:04 11:58:36")
        .small()
        .people(&[at("Amara", 0.53, 0.42, NEAR).turned(0.08, 0.04)]),
    Picture::new("2024/06 reunion/everyone.jpg", Garden, "2024:06:22 15:00:00").people(&[
        at("Kofi", 0.14, 0.32, CROWD).turned(0.06, 0.0),
        at("Jonas", 0.38, 0.3, CROWD).turned(0.03, 0.02).smiling(0.6),
        at("Sam", 0.62, 0.31, CROWD).turned(-0.03, -0.02).smiling(0.7),
        at("Otto", 0.86, 0.33, CROWD).turned(-0.06, 0.03),
        at("Lena", 0.12, 0.62, CROWD).turned(0.07, 0.04).smiling(0.8),
        at("Mei", 0.37, 0.63, CROWD).turned(0.02, -0.03),
        at("Freya", 0.63, 0.62, CROWD).turned(-0.04, 0.03).smiling(0.6),
        at("Amara", 0.88, 0.63, CROWD).turned(-0.07, -0.04).smiling(0.8),
    ]),
    Picture::new("2024/06 reunion/mei and sam.jpg", Garden, "2024:06:22 15:24:51").upright(2).people(&[
        at("Mei", 0.33, 0.44, HALF).turned(0.07, -0.04).smiling(0.7),
        at("Sam", 0.67, 0.4, HALF).turned(-0.05, 0.04),
    ]),
    Picture::new("2024/06 reunion/otto.jpg", Garden, "2024:06:22 16:40:29").upright(3).people(&[at(
        "Otto", 0.47, 0.42, NEAR,
    )
    .turned(-0.08, -0.03)
    .smiling(0.8)]),
    Picture::new("2024/10 at home/kofi.jpg", Room, "2024:10:05 18:03:15").lit(0.7).people(&[at(
        "Kofi", 0.45, 0.42, NEAR,
    )
    .turned(-0.06, 0.04)
    .smiling(0.7)]),
    Picture::new("2024/10 at home/lena and amara.jpg", Room, "2024:10:05 18:20:44").lit(0.6).people(&[
        at("Lena", 0.33, 0.44, HALF).turned(0.08, 0.03),
        at("Amara", 0.66, 0.42, HALF).turned(-0.05, -0.05).smiling(0.6),
    ]),
    Picture::new("2024/10 at home/jonas.jpg", Room, "2024:10:06 09:47:10")
        .lit(0.7)
        .people(&[at("Jonas", 0.55, 0.42, NEAR).turned(0.09, -0.03)]),
    Picture::new("2024/11 portraits/freya.jpg", Studio, "2024:11:09 14:00:20")
        .upright(6)
        .people(&[at("Freya", 0.5, 0.4, HALF).turned(0.03, 0.0)]),
    Picture::new("2024/11 portraits/mei.jpg", Studio, "2024:11:09 14:12:33")
        .upright(6)
        .people(&[at("Mei", 0.5, 0.4, HALF).turned(-0.06, 0.02)]),
    Picture::new("2024/11 portraits/sam.jpg", Studio, "2024:11:09 14:25:08").upright(8).people(&[at(
        "Sam", 0.5, 0.4, HALF,
    )
    .turned(0.06, -0.02)
    .smiling(0.6)]),
];
