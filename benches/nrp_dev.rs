use equipoise::load::load;
use equipoise::problem::Case;
use equipoise::problem::roster::write;
use equipoise::roster::search::optimise;
use equipoise::solve::Settings;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let seconds: f64 = args[1].parse().unwrap();
    for number in args[0].split(',') {
        let loaded = load(std::path::Path::new(&format!("/tmp/nrp/{number}/scenario.toml"))).unwrap();
        let case = Case { model: loaded.model, needs: vec![] };
        let t = std::time::Instant::now();
        let r = write(&case);
        eprintln!("== {number}: written {:.2}s, grain {:?}", t.elapsed().as_secs_f64(), r.problem.grain);
        let settings = Settings { time_limit: seconds, ..Settings::default() };
        let a = optimise(&r.problem, &settings, None).unwrap();
        println!("instance {number} cost {} bound {} in {:.1}s", a.cost, a.bound, t.elapsed().as_secs_f64());
        if let Some(lines) = a.lines {
            let mut out = String::from("employee,day,shift\n");
            for (e, line) in lines.iter().enumerate() {
                for (d, c) in line.iter().enumerate() {
                    if let Some(k) = c {
                        out += &format!(
                            "{},{d},{}\n",
                            case.model.employees[e].id, case.model.shifts[r.duties[*k].rule].id
                        );
                    }
                }
            }
            std::fs::write(format!("/tmp/dev/r{number}.csv"), out).unwrap();
            let path = format!("/work/shared/data/nrp/Instance{number}.txt");
            let o = std::process::Command::new("python3")
                .arg("/work/shared/tools/nrp_score.py")
                .arg(&path)
                .arg(format!("/tmp/dev/r{number}.csv"))
                .output()
                .unwrap();
            println!("   score: {}", String::from_utf8_lossy(&o.stdout));
        }
    }
}
