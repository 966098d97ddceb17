//! How readily names are proposed, and what is known of that beforehand.

use kith_app::{Strictness, StrictnessEffect};

use crate::scanned::Scanned;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_choice_would_do_is_seen_on_the_confirmed_faces() {
    let photos: [(&str, &[usize]); 6] =
        [("1.jpg", &[1]), ("2.jpg", &[1]), ("3.jpg", &[1]), ("4.jpg", &[2]), ("5.jpg", &[2]), ("6.jpg", &[2])];
    let it = Scanned::new(&photos).await;
    let counts = async || {
        let effects = it.kith.strictness_effects().await.unwrap();
        assert_eq!(effects.iter().map(|effect| effect.strictness).collect::<Vec<_>>(), Strictness::ALL);
        let StrictnessEffect { right, wrong, silent, .. } = effects[0];
        (right, wrong, silent)
    };
    it.confirm("1.jpg", "Anna").await;
    it.confirm("4.jpg", "Ben").await;
    // Of people with one face nothing is known beside that face.
    assert_eq!(counts().await, (0, 0, 0));
    for (photo, person) in [("2.jpg", "Anna"), ("5.jpg", "Ben"), ("6.jpg", "Anna")] {
        it.confirm(photo, person).await;
    }
    // Two faces of Ben, two of Anna, and one of Ben that is called Anna.
    assert_eq!(counts().await, (4, 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_choice_stays_with_the_library() {
    let it = Scanned::new(&[("1.jpg", &[1])]).await;
    assert_eq!(it.kith.strictness().await.unwrap(), Strictness::Perhaps);
    it.kith.set_strictness(Strictness::AlmostSure).await.unwrap();
    let again = kith_app::Kith::open(it.kith.library().dir(), None).await.unwrap();
    assert_eq!(again.strictness().await.unwrap(), Strictness::AlmostSure);
}
