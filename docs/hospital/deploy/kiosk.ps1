# Keeps one wall on one screen of Windows: Edge in full screen on the link of a screen, and a new one wherever it ends.
#   powershell -ExecutionPolicy Bypass -File C:\vmboard\kiosk.ps1 https://board.ward.scot/d/the-link-of-this-screen
param([Parameter(Mandatory)][string]$Wall)

$edge = "${env:ProgramFiles(x86)}\Microsoft\Edge\Application\msedge.exe"
$profile_folder = "$env:LOCALAPPDATA\vmboard-kiosk"
$flags = @(
    "--kiosk", $Wall, "--edge-kiosk-type=fullscreen", "--user-data-dir=$profile_folder", "--no-first-run",
    "--noerrdialogs", "--disable-session-crashed-bubble", "--hide-crash-restore-bubble", "--disable-pinch",
    "--disable-features=Translate,OverscrollHistoryNavigation", "--disk-cache-size=104857600"
)
while ($true) {
    while ($true) {
        try { Invoke-WebRequest -Uri $Wall -UseBasicParsing -TimeoutSec 5 | Out-Null; break } catch { Start-Sleep 3 }
    }
    (Start-Process -FilePath $edge -ArgumentList $flags -PassThru).WaitForExit()
    Start-Sleep 2
}
