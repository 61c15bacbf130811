//! The simulation of bookings and their days: by hand, against exact formulas, and by laws.

use chrono::NaiveDate;
use planning::model::Punctuality;
use queueing::distribution::{Distribution, RandomDuration};
use queueing::session::{CostWeights, Session, SessionGrid, optimal_template};
use queueing::{Queue, answered_within, performance};
use simulation::appointments::compare::FigureDifference;
use simulation::appointments::{
    AppointmentType, Behaviour, BookableSlot, BookingResults, BookingSystem, FigureSubject, Metric, ProviderPool,
    ProviderShift, RateByLead, ReplicationSettings, RequestClass, RequestStream, RoomGroup, SlotHold, WalkIn, check,
    compare, simulate,
};

fn constant(mean: f64) -> RandomDuration {
    RandomDuration { mean, distribution: Distribution::Constant }
}

fn exponential(mean: f64) -> RandomDuration {
    RandomDuration { mean, distribution: Distribution::Exponential }
}

fn kind(id: &str, service: RandomDuration) -> AppointmentType {
    AppointmentType {
        id: id.to_owned(),
        title: id.to_owned(),
        planned: 15,
        service,
        arrives: Punctuality::default(),
        no_show: RateByLead::default(),
        cancel: RateByLead::default(),
        rooms: Vec::new(),
        priority: 0,
    }
}

fn slot(day: usize, start: u32, taken: u32) -> BookableSlot {
    let id = format!("{day}/{start}");
    BookableSlot { id, day, start, kind: 0, pool: 0, places: taken.max(1), taken, hold: None }
}

fn presence(day: usize, from: u32, to: u32) -> ProviderShift {
    ProviderShift { pool: 0, day, from, to, breaks: Vec::new() }
}

/// One doctor, one type, no customers yet.
fn empty(days: usize) -> BookingSystem {
    BookingSystem {
        title: "test".to_owned(),
        first: NaiveDate::from_ymd_opt(2026, 5, 4).unwrap(),
        days,
        working: (0..days).map(|day| day % 7 < 5).collect(),
        measured: (0, days),
        kinds: vec![kind("visit", constant(15.0))],
        classes: vec![
            RequestClass { id: "urgent".to_owned(), within: 0, share: 0.9, patience: Some(2) },
            RequestClass { id: "routine".to_owned(), within: 5, share: 0.9, patience: None },
        ],
        pools: vec![ProviderPool { id: "doctor".to_owned(), title: "Doctor".to_owned() }],
        rooms: Vec::new(),
        shifts: (0..days).map(|day| presence(day, 480, 540)).collect(),
        slots: Vec::new(),
        streams: Vec::new(),
        walk_ins: Vec::new(),
        behaviour: Behaviour { notice: 0, overtime_most: 120 },
    }
}

/// A month of a clinic: 16 visits a day, urgent and routine requests, four of the slots hold back until the day before.
fn clinic() -> BookingSystem {
    let mut book = empty(35);
    book.measured = (5, 26);
    book.shifts = (0..35).filter(|day| day % 7 < 5).map(|day| presence(day, 480, 720)).collect();
    for day in (0..35).filter(|day| day % 7 < 5) {
        for number in 0..16 {
            let mut new = slot(day, 480 + 15 * number, 0);
            new.hold = (number % 4 == 3).then_some(SlotHold { class: 0, until_day: day, until: 600.min(new.start) });
            book.slots.push(new);
        }
    }
    let requests = |class: usize, mean: f64| RequestStream {
        id: format!("visit/{class}"),
        kind: 0,
        class,
        volume: (0..35).map(|day| if day % 7 < 5 { vec![(420, 660, mean)] } else { Vec::new() }).collect(),
        ahead: if class == 0 { Vec::new() } else { vec![(0, 0.5), (3, 0.5)] },
    };
    book.streams = vec![requests(0, 3.0), requests(1, 13.0)];
    book.kinds[0].service = RandomDuration { mean: 13.0, distribution: Distribution::Lognormal { cv: 0.5 } };
    book.kinds[0].no_show = RateByLead(vec![(0, 0.05), (3, 0.2)]);
    book.kinds[0].cancel = RateByLead(vec![(2, 0.1)]);
    book.kinds[0].arrives = Punctuality { early: 5.0, sd: 8.0 };
    book.behaviour = Behaviour { notice: 30, overtime_most: 90 };
    book
}

fn effort(replications: u32) -> ReplicationSettings {
    ReplicationSettings { seed: 1, confidence: 0.99, replications }
}

fn mean(played: &BookingResults, subject: FigureSubject, id: &str, what: Metric) -> f64 {
    played.find(subject, id, what).unwrap_or_else(|| panic!("{subject:?} {id} {what:?}")).estimate.mean
}

#[test]
fn a_day_by_hand() {
    let mut book = empty(1);
    book.slots = vec![slot(0, 480, 2), slot(0, 510, 1), slot(0, 530, 1)];
    book.shifts[0].breaks = vec![(500, 510)];
    assert_eq!(check(&book), []);
    let played = simulate(&book, &effort(2));
    // 480 to 495, 495 to 510 after 15 minutes; the break is due at 500 and begins at 510; 520 to 535 after ten minutes; 535 to 550
    // after five, ten minutes late.
    assert_eq!(mean(&played, FigureSubject::AppointmentType, "visit", Metric::Waiting), 30.0 / 4.0);
    assert_eq!(mean(&played, FigureSubject::ProviderPool, "doctor", Metric::Served), 4.0);
    assert_eq!(mean(&played, FigureSubject::ProviderPool, "doctor", Metric::Overtime), 10.0);
    assert_eq!(mean(&played, FigureSubject::ProviderPool, "doctor", Metric::Idle), 0.0);
    assert_eq!(mean(&played, FigureSubject::ProviderPool, "doctor", Metric::Use), 1.0);
    assert_eq!(mean(&played, FigureSubject::All, "", Metric::Staff), 1.0);
    // Who may not be served so late is sent home, and the doctor goes.
    book.behaviour.overtime_most = 0;
    book.slots.push(slot(0, 539, 1));
    let played = simulate(&book, &effort(2));
    assert_eq!(mean(&played, FigureSubject::AppointmentType, "visit", Metric::Unserved), 0.2);
    assert_eq!(mean(&played, FigureSubject::ProviderPool, "doctor", Metric::Overtime), 10.0);
}

#[test]
fn a_room_that_is_taken_is_waited_for() {
    let mut book = empty(1);
    book.slots = vec![slot(0, 480, 1), slot(0, 480, 1)];
    book.slots[1].pool = 1;
    book.pools.push(ProviderPool { id: "other".to_owned(), title: "Other".to_owned() });
    book.shifts.push(ProviderShift { pool: 1, ..presence(0, 480, 540) });
    let wait = |book: &BookingSystem| {
        mean(&simulate(book, &effort(2)), FigureSubject::AppointmentType, "visit", Metric::Waiting)
    };
    assert_eq!(wait(&book), 0.0);
    book.rooms = vec![RoomGroup { id: "device".to_owned(), count: 1 }];
    book.kinds[0].rooms = vec![0];
    assert_eq!(wait(&book), 7.5);
    assert_eq!(mean(&simulate(&book, &effort(2)), FigureSubject::RoomGroup, "device", Metric::Use), 0.5);
    book.rooms[0].count = 2;
    assert_eq!(wait(&book), 0.0);
}

#[test]
fn walk_ins_wait_as_erlang_says() {
    let mut book = empty(1);
    book.shifts = (0..4).map(|_| presence(0, 0, 1440)).collect();
    book.walk_ins = vec![WalkIn {
        id: "hall".to_owned(),
        title: "Hall".to_owned(),
        volume: vec![vec![(0, 1440, 1440.0)]],
        service: exponential(3.2),
        patience: None,
        pools: vec![0],
        rooms: Vec::new(),
        priority: 0,
        within: 2.0,
        share: 0.8,
    }];
    let queue = Queue { rate: 1.0, handle: 3.2, patience: None };
    let exact = performance(&queue, 4);
    let played = simulate(&book, &effort(300));
    let near = |what: Metric, exact: f64, much: f64| {
        let found = played.find(FigureSubject::WalkIn, "hall", what).unwrap().estimate;
        // The day begins with nobody there: a little less than in the long run.
        assert!((found.mean - exact).abs() <= found.half + much, "{what:?} {found:?} {exact}");
    };
    near(Metric::Waiting, exact.mean_wait, 0.04);
    near(Metric::InTime, answered_within(&queue, 4, 2.0, queueing::AbandonmentCounting::Missed), 0.005);
    near(Metric::Left, 0.0, 0.0);
}

#[test]
fn a_session_costs_what_its_exact_expectation_says() {
    let session = Session {
        people: 9,
        slots: 12,
        slot: 10,
        steps: 20,
        service: exponential(12.0),
        no_show: 0.2,
        urgent: 0.0,
        urgent_service: exponential(12.0),
        weights: CostWeights { waiting: 1.0, idle: 1.0, overtime: 2.0 },
    };
    let best = optimal_template(&SessionGrid::new(&session));
    let mut book = empty(1);
    book.shifts[0].to = 480 + session.length();
    book.kinds[0] = AppointmentType { no_show: RateByLead::always(0.2), ..kind("visit", exponential(12.0)) };
    book.behaviour.overtime_most = 1000;
    let starts = best.template.iter().enumerate().filter(|(_, count)| **count > 0);
    book.slots = starts.map(|(number, count)| slot(0, 480 + 10 * number as u32, *count)).collect();
    let played = simulate(&book, &effort(20_000));
    let come = f64::from(session.people) * 0.8;
    for (what, exact) in [
        (Metric::Waiting, best.expected.waiting / come),
        (Metric::Idle, best.expected.idle),
        (Metric::Overtime, best.expected.overtime),
    ] {
        let found = played.find(FigureSubject::ProviderPool, "doctor", what).unwrap().estimate;
        assert!((found.mean - exact).abs() < found.half + 0.003 * exact, "{what:?} {found:?} {exact}");
    }
}

#[test]
fn requests_take_the_first_slot_that_is_released() {
    // One slot a day, hold for the urgent until ten o'clock of its day; one routine request for each day at eight, none urgent.
    let mut book = empty(10);
    book.working = vec![true; 10];
    book.measured = (0, 5);
    book.slots = (0..10).map(|day| slot(day, 660, 0)).collect();
    book.shifts = (0..10).map(|day| presence(day, 600, 720)).collect();
    let stream = |class: usize| RequestStream {
        id: class.to_string(),
        kind: 0,
        class,
        volume: vec![vec![(480, 481, 0.9)]; 10],
        ahead: Vec::new(),
    };
    book.streams = vec![stream(1)];
    let open = simulate(&book, &effort(200));
    for (day, slot) in book.slots.iter_mut().enumerate() {
        slot.hold = Some(SlotHold { class: 0, until_day: day, until: 600 });
    }
    let hold = simulate(&book, &effort(200));
    let delay = |played: &BookingResults, id: &str| mean(played, FigureSubject::RequestClass, id, Metric::Delay);
    assert!(delay(&open, "routine") < 4.0);
    // At eight nothing is released, not even tomorrow.
    assert_eq!(mean(&hold, FigureSubject::RequestClass, "routine", Metric::TurnedAway), 1.0);
    book.streams = vec![stream(0)];
    let urgent = simulate(&book, &effort(200));
    assert!(mean(&urgent, FigureSubject::RequestClass, "urgent", Metric::InTime) > 0.3);
    // Nobody urgent waits for more than the two days after which he goes elsewhere.
    assert!(mean(&urgent, FigureSubject::RequestClass, "urgent", Metric::Delay95) <= 2.0);
    assert!(mean(&urgent, FigureSubject::RequestClass, "urgent", Metric::TurnedAway) > 0.0);
    assert!(mean(&open, FigureSubject::RequestClass, "routine", Metric::TurnedAway) < 0.05);
}

#[test]
fn shares_are_those_of_the_book() {
    let mut book = clinic();
    book.kinds[0].no_show = RateByLead::always(0.2);
    book.kinds[0].cancel = RateByLead::always(0.1);
    let played = simulate(&book, &effort(200));
    for (what, share) in [(Metric::StaysAway, 0.2), (Metric::Cancelled, 0.1)] {
        let found = played.find(FigureSubject::AppointmentType, "visit", what).unwrap().estimate;
        assert!((found.mean - share).abs() < found.half && found.half < 0.01, "{what:?} {found:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_for_any_number_of_threads() {
    let book = clinic();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", simulate(&book, &effort(30))))
    };
    let one = on(1);
    assert!([2, 5].into_iter().all(|threads| on(threads) == one));
    assert_ne!(one, format!("{:?}", simulate(&book, &ReplicationSettings { seed: 2, ..effort(30) })));
}

#[test]
fn two_books_meet_the_same_customers() {
    let (book, effort) = (clinic(), effort(60));
    let same = compare(&book, &book, &effort);
    let counted = |change: f64| change == 0.0 || change.is_nan();
    assert!(same.differences.iter().all(|found| counted(found.change.mean) && counted(found.change.half)));

    // A reminder that lowers no-shows: more come, more is waited, and pairs tell it better than two runs could.
    let mut reminded = book.clone();
    reminded.kinds[0].no_show = RateByLead::always(0.05);
    let paired = compare(&book, &reminded, &effort);
    let find = |subject, what| {
        let right = |found: &&FigureDifference| found.before.key.subject == subject && found.before.key.metric == what;
        paired.differences.iter().find(right).unwrap()
    };
    let (stays, waits, served) = (
        find(FigureSubject::AppointmentType, Metric::StaysAway),
        find(FigureSubject::AppointmentType, Metric::Waiting),
        find(FigureSubject::AppointmentType, Metric::Served),
    );
    assert!(stays.change.high() < 0.0 && waits.change.low() > 0.0 && served.change.low() > 0.0);
    assert!(served.is_sure() && served.change.half < 0.7 * (served.before.estimate.half + served.after.estimate.half));
    // The requests and their slots are the same: cancelling and asking have nothing to do with coming.
    assert_eq!(find(FigureSubject::RequestClass, Metric::InTime).change.mean, 0.0);

    // Without a carve-out the urgent are served worse and the routine better.
    let mut open = book.clone();
    open.slots.iter_mut().for_each(|slot| slot.hold = None);
    let paired = compare(&book, &open, &effort);
    let of = |id: &str, what| {
        let right = |found: &&FigureDifference| found.before.id == id && found.before.key.metric == what;
        paired.differences.iter().find(right).unwrap().change
    };
    assert!(of("urgent", Metric::InTime).high() < 0.0 && of("routine", Metric::Delay).high() < 0.0);
}

#[test]
fn wrong_books_are_told_apart() {
    assert_eq!(check(&clinic()), []);
    let wrong = |change: &dyn Fn(&mut BookingSystem)| {
        let mut book = clinic();
        change(&mut book);
        let found = check(&book);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].message.clone()
    };
    assert!(wrong(&|book| book.kinds[0].no_show = RateByLead::always(1.2)).contains("no-show"));
    assert!(wrong(&|book| book.kinds[0].rooms = vec![0]).contains("a room that nobody has"));
    assert!(wrong(&|book| book.measured = (3, 90)).contains("outside"));
    let late = SlotHold { class: 0, until_day: 0, until: 1000 };
    assert!(wrong(&|book| book.slots[0].hold = Some(late)).contains("released after it starts"));
    assert!(wrong(&|book| book.slots[0].taken = 2).contains("more people"));
    assert!(wrong(&|book| book.shifts[0].to = 0).contains("outside"));
    assert!(wrong(&|book| book.streams[0].volume[0][0].2 = -1.0).contains("volume"));
}
